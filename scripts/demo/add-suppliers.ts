import { createHash } from 'node:crypto'
import { z } from 'zod'

type Place = { simulatorUrl: string; signal: AbortSignal; say: (sentence: string) => void }
const session = z.object({ token: z.string(), app: z.string() })
const ware = z.object({ sku: z.string(), vendor: z.string() })
const wares = z.object({ rows: z.array(ware), next: z.string().nullable() })
type Ware = z.infer<typeof ware>
const suppliers = z.object({ total: z.number() })
const upload = z.object({ uploadId: z.string(), counts: z.object({ problem: z.number() }) })

const suppliersFile = `Name,Contact,E-mail,Language,Currency,Lead time,Minimum order value,Order days,Notes
Casa Azul,Inés Valdés,pedidos@casa-azul.example,es,EUR,12,,,
Hartley & Sons,Maud Ferris,orders@hartley-and-sons.example,en,GBP,7,150,"Mon, Thu",Closed in the last week of December.
Nordlys Import,Signe Aagaard,ordre@nordlys-import.example,da,DKK,21,2000,Tue,Breakables come on pallets.
`
const names = ['Casa Azul', 'Hartley & Sons', 'Nordlys Import'] as const
/** One ware in so many is sold by nobody, so that the first proposal has something to refuse. */
const unsuppliedEvery = 40
const secondSupplierEvery = 5
const packs = [1, 1, 1, 6, 12]

/** Gives a retail shop three suppliers and what they sell, as the files that a merchant would hand in. Done once. */
export async function addSuppliers(shop: string, { simulatorUrl, signal, say }: Place): Promise<void> {
  const control = `${simulatorUrl}/control/${shop}`
  if (suppliers.parse(await call(control, '/api/suppliers', null, signal)).total > 0) return
  say('Handing in three suppliers and their price lists.')
  await handIn(control, 'suppliers', suppliersFile, signal)
  await handIn(control, 'catalogue', priceList(await listWares(control, signal)), signal)
}

async function listWares(control: string, signal: AbortSignal): Promise<Ware[]> {
  const listed: Ware[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { rows, next } = wares.parse(await call(control, `/api/items?limit=250${query}`, null, signal))
    listed.push(...rows)
    cursor = next
  }
  return listed
}

/** What the vendor's name says, and for some wares a second supplier. Decided by the stock code: every demo starts the same. */
function priceList(listed: readonly Ware[]): string {
  const rows = listed.flatMap(({ sku, vendor }) => {
    const drawn = createHash('sha256').update(`supplier of ${sku}`).digest()
    if (drawn.readUInt8(0) % unsuppliedEvery === 0) return []
    const pack = packs[drawn.readUInt8(1) % packs.length] ?? 1
    const cents = 35 + (drawn.readUInt16BE(2) % 420)
    const preferred = [vendor, sku, `${vendor.charAt(0)}-${sku}`, (cents / 100).toFixed(2), pack, pack, 1]
    if (drawn.readUInt8(4) % secondSupplierEvery > 0) return [preferred]
    const other = names.find((name) => name !== vendor) ?? vendor
    return [preferred, [other, sku, `${other.charAt(0)}-${sku}`, (cents / 110).toFixed(2), 1, 1, 2]]
  })
  const header = ['Supplier', 'SKU', 'Supplier SKU', 'Cost', 'Minimum quantity', 'Pack size', 'Rank']
  return [header, ...rows].map((cells) => cells.join(',')).join('\n')
}

async function handIn(control: string, kind: string, file: string, signal: AbortSignal): Promise<void> {
  const say = (path: string, body: object) => call(control, path, body, signal)
  const begun = await say('/api/csv-uploads', { kind, fileName: `${kind}.csv`, supplierId: null })
  const one = `/api/csv-uploads/${upload.parse(begun).uploadId}`
  const bytes = Buffer.from(file)
  for (let part = 0; part * partBytes < bytes.length; part++) {
    const slice = bytes.subarray(part * partBytes, (part + 1) * partBytes)
    await say(`${one}/parts`, { part, bytes: slice.toString('base64') })
  }
  const { counts } = upload.parse(await say(`${one}/check`, { newSuppliersIn: null }))
  if (counts.problem > 0) throw new Error(`${counts.problem} rows of the demo's own ${kind} file cannot be read`)
  await say(`${one}/confirm`, {})
}

const partBytes = 150_000

/** Asks the app as the merchant's browser does: a body is posted. */
async function call(control: string, path: string, body: object | null, signal: AbortSignal): Promise<unknown> {
  const { token, app } = session.parse(await get(`${control}/session-token`, signal))
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const said = body === null ? {} : { method: 'POST', body: JSON.stringify(body) }
  const reply = await fetch(`${app}${path}`, { ...said, headers, signal })
  if (!reply.ok) throw new Error(`the app refused ${path} (${reply.status}): ${(await reply.text()).slice(0, 500)}`)
  return await reply.json()
}

async function get(url: string, signal: AbortSignal): Promise<unknown> {
  return await (await fetch(url, { signal })).json()
}
