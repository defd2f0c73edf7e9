import { parseArgs } from 'node:util'

const shops = ['retail', 'empty'] as const

export type DemoOptions = { kind: (typeof shops)[number]; shop: string; isFresh: boolean; wantsHelp: boolean }

export const usage = `npm run demo [-- --shop retail|empty] [-- --fresh]

  --shop retail   a shop with a catalogue and days of real retail orders (the default)
  --shop empty    a shop with nothing in it: create products and orders on its control page
  --fresh         removes what earlier demos kept and starts over

Settings come from the environment or a file .env; env.example lists them.`

/** What was asked for on the command line. Throws a RangeError with a sentence when it cannot be understood. */
export function readOptions(words: string[]): DemoOptions {
  const options = {
    shop: { type: 'string' },
    fresh: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const
  try {
    const { values } = parseArgs({ args: words, options })
    const kind = shops.find((name) => name === (values.shop ?? 'retail'))
    if (kind === undefined) throw new RangeError(`There is no shop '${values.shop}': choose ${shops.join(' or ')}.`)
    const shop = `${kind}.myshopify.com`
    return { kind, shop, isFresh: values.fresh === true, wantsHelp: values.help === true }
  } catch (cause) {
    throw cause instanceof RangeError ? cause : new RangeError(`${(cause as Error).message}`, { cause })
  }
}
