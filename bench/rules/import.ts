import { setTimeout as pause } from 'node:timers/promises'
import { controlOf } from '../../test/support/running/simulated-shop.ts'
import { differences } from '../../test/support/truth/oracle.ts'
import type { ShopImport } from '../../web/checks/contract/imports.ts'
import { type Bench, type Figure, type Measurement, peakMemoryFigure, plainFigure, portion } from '../measurement.ts'
import { keys, startApp } from '../running-app.ts'
import type { Seed } from '../shop/seed.ts'
import { duration, megabytes, perSecond, timed } from '../statistics.ts'
import { startShopify } from '../traffic/start-shopify.ts'

const variants = 50_000
const orders = 20_000
const linesAnOrder = 3
const shortEvery = 20
const lookEveryMs = 50
const smallShare = 0.25
/** A file that were held as a whole would make four times the shop take tens of megabytes more. */
const mostGrowth = 1.25
/** With gigabytes to spare V8 leaves garbage lying, the more the longer it runs: that would say nothing of what is needed. */
const heapMegabytes = 256

export const importShop: Measurement = {
  name: 'import',
  how:
    'A merchant with 50,000 variants and 20,000 open orders of three lines installs the app; one item in twenty is short. ' +
    'A stand-in has the files of the bulk operations ready at once, so that what is measured is us. The clock runs from ' +
    'the first request of the merchant until the import says that it is over, and until the first plan is complete; ' +
    'then every row of the API must equal the oracle’s. Memory is the most that the process ever held, here and for a ' +
    `shop of a quarter of the size in a process of its own, each with a heap of ${heapMegabytes} MB at most: with more, what is ` +
    'held is mostly what nobody has collected yet.',
  async measure(bench) {
    const small = await importOnce(bench, smallShare)
    const whole = await importOnce(bench, 1)
    const rows = whole.seed.items * 3 + whole.seed.lines + whole.seed.lines / linesAnOrder
    const size = `${whole.seed.items.toLocaleString('en-US')} variants, ${(whole.seed.lines / linesAnOrder).toLocaleString('en-US')} open orders`
    return [
      plainFigure(
        `import of a living shop (${size})`,
        `${duration(whole.importedMs)}, ${perSecond((rows / whole.importedMs) * 1_000)} rows`,
      ),
      plainFigure('until its first plan is complete', duration(whole.importedMs + whole.plannedMs)),
      memoryFigure(small.memory, whole.memory),
      peakMemoryFigure('during all of it', whole.memory),
    ]
  },
}

async function importOnce(bench: Bench, share: number) {
  const items = portion(bench, variants * share)
  const seed: Seed = {
    shop: 'living.myshopify.com',
    items,
    lines: portion(bench, orders * share) * linesAnOrder,
    shortEvery,
  }
  const database = await bench.freshDatabase()
  const shopify = await startShopify({ seeds: [seed], keys })
  const app = await startApp({ databaseUrl: database.url, role: 'all', shopifyUrl: shopify.url, heapMegabytes })
  try {
    await shopify.ask('pointAt', { appUrl: app.url })
    const control = controlOf(shopify.url, seed.shop)
    const importedMs = await timed(async () => {
      while (!(await isImported(control))) await pause(lookEveryMs)
    })
    const plannedMs = await timed(async () => {
      while (!(await isDrained(app.url, seed.shop))) await pause(lookEveryMs)
    })
    const wrong = differences(await control.truth(), await control.backorders())
    if (wrong.length > 0)
      throw new Error(`${wrong.length} lines are not what the oracle says: ${wrong.slice(0, 5).join('\n')}`)
    return { seed, importedMs, plannedMs, memory: await app.peakMemory() }
  } finally {
    await app.stop()
    await shopify.stop()
    await database.drop()
  }
}

async function isImported({ api }: ReturnType<typeof controlOf>): Promise<boolean> {
  const { current } = (await (await api('/api/imports/current')).json()) as { current: ShopImport | null }
  return current !== null && current.finishedAt !== null
}

async function isDrained(url: string, shop: string): Promise<boolean> {
  const { due } = (await (await fetch(`${url}/health/ready?shop=${shop}`)).json()) as { due: number }
  return due === 0
}

function memoryFigure(small: number | null, whole: number | null): Figure {
  const what = 'peak memory of the app: a quarter of that shop → all of it'
  const figure = plainFigure(what, `${megabytes(small)} → ${megabytes(whole)}`)
  if (small === null || whole === null) return figure
  return { ...figure, goal: `at most ${mostGrowth} times`, isMet: whole / small <= mostGrowth }
}
