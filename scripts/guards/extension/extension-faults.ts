import { gzipSync } from 'node:zlib'
import { parse } from 'smol-toml'
import { z } from 'zod'
import { BlockSchema } from './block-schema.ts'

const folders = ['assets', 'blocks', 'snippets', 'locales']
const assetTypes = /\.(jpg|jpeg|json|js|css|png|svg|wasm)$/
const kilobyte = 1000
/** The only scripts that may ask the shop something: about the cart, once it has changed. */
const askers = ['assets/cart-changes.js']
const limits = { blocks: 30, liquid: 100 * kilobyte, locale: 15 * kilobyte, locales: 100, blockName: 24 }
const weights = { js: { raw: 10 * kilobyte, gzipped: 2 * kilobyte }, css: { raw: 100 * kilobyte, gzipped: kilobyte } }

const ExtensionToml = z.strictObject({
  name: z.string().min(1).max(30),
  handle: z.string().regex(/^[a-z0-9-]{1,50}$/),
  type: z.literal('theme'),
})

/** What Shopify, or a shopper's patience, would refuse in a theme app extension. Files by their path inside of it. */
export function extensionFaults(files: ReadonlyMap<string, string>): string[] {
  const liquid = [...files].filter(([file]) => file.endsWith('.liquid'))
  const blocks = liquid.filter(([file]) => file.startsWith('blocks/'))
  const locales = [...files.keys()].filter((file) => file.startsWith('locales/'))
  const liquidBytes = liquid.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0)
  return [
    ...tomlFaults(files.get('shopify.extension.toml') ?? ''),
    ...[...files].flatMap(([file, text]) => fileFaults(file, text)),
    ...blocks.flatMap(([file, text]) => blockFaults(file, text, files)),
    ...(blocks.length > limits.blocks ? [`${blocks.length} blocks are more than ${limits.blocks}`] : []),
    ...(locales.length > limits.locales ? [`${locales.length} locales are more than ${limits.locales}`] : []),
    ...(liquidBytes > limits.liquid ? [`${liquidBytes} bytes of Liquid are more than ${limits.liquid}`] : []),
  ]
}

function tomlFaults(text: string): string[] {
  return faultsOf('shopify.extension.toml', ExtensionToml.safeParse(parse(text)))
}

function fileFaults(file: string, text: string): string[] {
  if (file === 'shopify.extension.toml') return []
  const [folder = '', name = ''] = file.split('/')
  if (!folders.includes(folder)) return [`${file}: Shopify takes only the folders ${folders.join(', ')}`]
  if (folder === 'assets') return assetTypes.test(name) ? weightFaults(file, text) : [`${file}: no type of an asset`]
  if (folder === 'locales' && Buffer.byteLength(text) > limits.locale) return [`${file}: over ${limits.locale} bytes`]
  return []
}

function weightFaults(file: string, text: string): string[] {
  const weight = file.endsWith('.js') ? weights.js : weights.css
  if (!/\.(js|css)$/.test(file)) return []
  const asks = `${file}: asks the network or remembers the shopper`
  const [raw, gzipped] = [Buffer.byteLength(text), gzipSync(text).length]
  return [
    ...(raw > weight.raw ? [`${file}: ${raw} bytes are more than ${weight.raw}`] : []),
    ...(gzipped > weight.gzipped ? [`${file}: ${gzipped} bytes gzipped are more than ${weight.gzipped}`] : []),
    ...(/\b(XMLHttpRequest|sendBeacon|cookie|localStorage)\b|https?:\/\//.test(text) ? [asks] : []),
    ...(/\bfetch\b/.test(text) && !askers.includes(file) ? [asks] : []),
  ]
}

function blockFaults(file: string, text: string, files: ReadonlyMap<string, string>): string[] {
  const schema = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(text)?.[1]
  if (schema === undefined) return [`${file}: has no schema`]
  const read = BlockSchema.safeParse(JSON.parse(schema))
  if (!read.success) return faultsOf(file, read)
  const { name, javascript, stylesheet } = read.data
  const languages = [...files].filter(([path]) => path.endsWith('.schema.json'))
  const titles = new Set(languages.map(([, text]) => wordsOf(name, text)))
  return [
    ...[...titles].flatMap((title) => titleFaults(file, title)),
    ...[javascript, stylesheet]
      .filter((asset) => asset !== undefined && !files.has(`assets/${asset}`))
      .map((asset) => `${file}: the asset ${asset} is not there`),
  ]
}

function titleFaults(file: string, title: string): string[] {
  return [
    ...(title.length > limits.blockName ? [`${file}: the name '${title}' is longer than ${limits.blockName}`] : []),
    ...(/backline/i.test(title) ? [`${file}: the name '${title}' names the app, which Shopify adds itself`] : []),
  ]
}

function wordsOf(text: string, locale: string): string {
  if (!text.startsWith('t:')) return text
  let found: unknown = JSON.parse(locale)
  for (const part of text.slice(2).split('.')) found = Object(found)[part]
  return typeof found === 'string' ? found : text
}

function faultsOf(file: string, read: z.ZodSafeParseResult<unknown>): string[] {
  return (read.error?.issues ?? []).map((issue) => `${file}: ${[...issue.path, issue.message].join(': ')}`)
}
