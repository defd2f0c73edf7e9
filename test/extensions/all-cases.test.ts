import { beforeAll, describe, expect, test, vi } from 'vitest'
import { aPromise, aVariant, type Promised, today, wordsOf } from './a-storefront.ts'

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: today })
  return () => vi.useRealTimers()
})

type Case = {
  stock: number
  policy: 'continue' | 'deny'
  tracking: 'shopify' | null
  promise: unknown
}

const stocks = [-3, 0, 1, 2]
const states = ['backorder', 'made-to-order', 'limit-reached', 'discontinued', 'on-a-boat']
const days: [unknown, unknown][] = [
  [null, null],
  ['2026-11-22', '2026-11-22'],
  ['2026-12-04', '2026-12-04'],
  ['2026-12-01', '2027-01-08'],
  ['2026-11-01', '2026-12-04'],
  ['2026-11-01', '2026-11-21'],
  ['soon', '2026-13-40'],
]
const rooms = [null, 0, 1, 3, 50, 'many']
const units = [null, 0, 2, 'few']
const unreadable = [
  null,
  '',
  'backorder',
  4,
  [],
  {},
  { state: 'backorder' },
  aPromise({ v: 2 }),
  aPromise({ hide: true }),
]

const promises: unknown[] = [
  ...states.flatMap((state) => days.flatMap(([from, to]) => rooms.map((room) => aPromise({ state, from, to, room })))),
  ...['backorder', 'made-to-order'].flatMap((state) =>
    days.flatMap(([from, to]) => units.map((dated) => aPromise({ state, from, to, room: 3, units: dated }))),
  ),
  ...['backorder', 'made-to-order', 'limit-reached'].flatMap((state) =>
    days.flatMap(([from, to]) => [0, 3].map((room) => aPromise({ state, from, to, room, delayed: true }))),
  ),
  ...unreadable,
]
const cases: Case[] = stocks.flatMap((stock) =>
  (['continue', 'deny'] as const).flatMap((policy) =>
    (['shopify', null] as const).flatMap((tracking) =>
      promises.map((promise) => ({ stock, policy, tracking, promise })),
    ),
  ),
)

async function read({ stock, policy, tracking, promise }: Case) {
  const shelf = { inventory_quantity: stock, inventory_policy: policy, inventory_management: tracking }
  return wordsOf(aVariant(shelf, promise))
}

describe(`in each of ${cases.length} cases of stock, policy, tracking and promise`, () => {
  let answers: { of: Case; said: Awaited<ReturnType<typeof read>> }[]
  beforeAll(async () => {
    answers = await Promise.all(cases.map(async (of) => ({ of, said: await read(of) })))
  })

  test('a notice stands on the page exactly when the variant is short and a readable promise says so', () => {
    const wrong = answers.filter(({ of, said }) => (said.shown !== '') !== (isTold(of) && of.stock <= 0))
    expect(wrong).toEqual([])
  })

  test('nothing at all is there for a variant without anything to tell', () => {
    const wrong = answers.filter(({ of, said }) => (said.html !== '') !== isTold(of))
    expect(wrong).toEqual([])
  })

  test('no day is named but one of the promise that is not past', () => {
    expect(answers.filter(({ said }) => daysIn(said.shown + said.beyond).length > 0).length).toBeGreaterThan(100)
    const wrong = answers.filter(({ of, said }) => {
      const { from, to } = Object(of.promise) as Promised
      const supported = [from, to].filter((day) => typeof day === 'string' && day >= '2026-11-22')
      return [...daysIn(said.shown), ...daysIn(said.beyond)].some((day) => !supported.includes(day))
    })
    expect(wrong).toEqual([])
  })

  test('a promise that is past names no day', () => {
    const past = answers.filter(({ of }) => (Object(of.promise) as Promised).to === '2026-11-21')
    expect(past.length).toBeGreaterThan(100)
    expect(past.filter(({ said }) => daysIn(said.shown + said.beyond).length > 0)).toEqual([])
  })

  test('a delay is told exactly where it says so, no day is named and more may be sold', () => {
    const told = answers.filter(({ said }) => (said.shown + said.beyond).includes('delayed'))
    expect(told.length).toBeGreaterThan(20)
    const wrong = answers.filter(({ of, said }) => {
      const { delayed, state, room } = Object(of.promise) as Promised
      const isSold = (state === 'backorder' || state === 'made-to-order') && room !== 0
      const isDelayed = delayed === true && isSold && daysIn(said.beyond).length === 0 && isTold(of)
      return said.beyond.includes('delayed') !== isDelayed
    })
    expect(wrong).toEqual([])
  })

  test('no day is named once nothing more may be sold', () => {
    const full = answers.filter(({ of }) => {
      const { state, room } = Object(of.promise) as Promised
      return room === 0 || state === 'limit-reached' || state === 'discontinued'
    })
    expect(full.filter(({ said }) => daysIn(said.shown + said.beyond).length > 0)).toEqual([])
  })

  test('a quantity that the day is not true of is told no day', () => {
    const beyond = answers.filter(({ said }) => said.undated !== '')
    expect(beyond.length).toBeGreaterThan(25)
    for (const { of, said } of beyond) {
      expect(daysIn(said.undated)).toEqual([])
      expect(said.html).toContain(`data-dated="${Math.max(0, of.stock) + 2}"`)
    }
    const none = answers.filter(({ of }) => (Object(of.promise) as Promised).units === 0)
    expect(none.filter(({ said }) => daysIn(said.shown + said.beyond).length > 0)).toEqual([])
  })

  test('what goes with the order names the days that were shown, and only where more may be sold', () => {
    const noted = answers.filter(({ said }) => said.html.includes('data-promise'))
    expect(noted.length).toBeGreaterThan(100)
    for (const { of, said } of answers.filter(({ said }) => said.html !== '')) {
      const { state, room, at } = Object(of.promise) as Promised
      const isSold = (state === 'backorder' || state === 'made-to-order') && room !== 0
      const text = /data-promise="([^"]*)"/.exec(said.html)?.[1]?.replaceAll('&#34;', '"')
      const shown = daysIn(said.shown + said.beyond)
      const [from = null, to = from] = shown
      expect(text?.replace(/^.*\. \[/, '[')).toBe(isSold ? `[${from ?? '-'}/${to ?? '-'}, ${at}]` : undefined)
      expect(daysIn(text?.replace(/ \[.*/, '') ?? '')).toEqual(isSold ? [...new Set(shown)] : [])
    }
  })

  test('a limit allows what is in stock and what may be sold without', () => {
    const limited = answers.filter(({ said }) => said.over !== '')
    expect(limited.length).toBeGreaterThan(50)
    for (const { of, said } of limited) {
      const most = Math.max(0, of.stock) + Number((Object(of.promise) as Promised).room)
      expect(said.over).toBe(`At most ${most} can be ordered at the moment.`)
      expect(said.html).toContain(`data-most="${most}"`)
    }
  })
})

/** Is there a sentence for this variant, if not now then for a quantity beyond its stock? */
function isTold({ policy, tracking, promise }: Case): boolean {
  const { v, state, room, units: dated, hide } = Object(promise) as Promised
  const isKnown = v === 1 && states.slice(0, 4).includes(String(state))
  return (
    isKnown && room !== 'many' && dated !== 'few' && hide !== true && tracking === 'shopify' && policy === 'continue'
  )
}

const months = 'January February March April May June July August September October November December'.split(' ')

function daysIn(words: string): string[] {
  return [...words.matchAll(/(\d+) ([A-Z][a-z]+)(?: (\d{4}))?/g)].map(([, day = '', month = '', year = '2026']) => {
    const number = months.indexOf(month) + 1
    return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  })
}
