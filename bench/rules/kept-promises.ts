// What was promised of real deliveries, and what came. Each promise is made from what was known on the day of its order.
import { readFile } from 'node:fs/promises'
import { arrivalRange, type Evidence, type PastDelivery } from '../../web/promises/rules/arrival-range.ts'
import { againstFloor, type Bench, type Figure, type Measurement, plainFigure, portion } from '../measurement.ts'
import { duration, timed } from '../statistics.ts'

type Delivery = PastDelivery & { readonly supplier: string }

const levels = [0.8, 0.9, 0.95]
const dayMs = 86_400_000
/** Fewer promises say nothing of a supplier. */
const fewest = 20
const othersKnown = 100

export const keptPromises: Measurement = {
  name: 'kept-promises',
  how:
    '1,942 real deliveries of 36 suppliers, 2006 to 2015, each with the day of its order, the day agreed and the day it came. In the order of their orders each is ' +
    'promised by arrivalRange from what was known that day (what had come, what was still to come, and the last hundred deliveries of the other suppliers), once with the agreed day and ' +
    'once without any. Kept is what came on the last day promised or before. The pinball loss at a level weighs each day too late by the level and each day too far by the rest; its floor is ' +
    'that of promising the agreed day itself. The worst supplier is of those with 20 promises or more.',
  async measure(bench) {
    const deliveries = (await realDeliveries()).slice(0, portion(bench, 1_942))
    const figures: Figure[] = []
    for (const level of levels)
      figures.push(
        ...agreedFigures(
          level,
          replay(deliveries, level, (agreedOn) => agreedOn),
        ),
      )
    for (const level of levels)
      figures.push(
        ...unagreedFigures(
          level,
          replay(deliveries, level, () => null),
        ),
      )
    return [...figures, await costFigure(deliveries, bench)]
  },
}

type Told = { readonly supplier: string; readonly agreed: number; readonly told: number; readonly came: number }

async function realDeliveries(): Promise<Delivery[]> {
  const text = await readFile(new URL('../promises/deliveries.csv', import.meta.url), 'utf8')
  const [, ...rows] = text.trim().split('\n')
  return rows
    .map((row) => {
      const [supplier = '', orderedOn = '', agreedOn = '', receivedOn = ''] = row.split(',')
      return { supplier, orderedOn, agreedOn, receivedOn }
    })
    .sort((one, other) => (one.orderedOn < other.orderedOn ? -1 : Number(one.orderedOn > other.orderedOn)))
}

function replay(
  deliveries: readonly Delivery[],
  level: number,
  agreed: (day: PastDelivery['agreedOn']) => PastDelivery['agreedOn'],
): Told[] {
  const known = deliveries.map((one) => ({ ...one, agreedOn: agreed(one.agreedOn) }))
  return known.flatMap((one, at) => {
    const { to } = arrivalRange(evidenceFor(one, known), one, one.orderedOn, level)
    const agreedOn = dayNumberOf(deliveries[at]?.agreedOn ?? '')
    const { supplier, receivedOn } = one
    return to === null ? [] : [{ supplier, agreed: agreedOn, told: dayNumberOf(to), came: dayNumberOf(receivedOn) }]
  })
}

function evidenceFor({ supplier, orderedOn }: Delivery, deliveries: readonly Delivery[]): Evidence {
  const own = deliveries.filter((one) => one.supplier === supplier && one.orderedOn < orderedOn)
  return {
    past: own.filter(({ receivedOn }) => receivedOn < orderedOn),
    open: own.filter(({ receivedOn }) => receivedOn >= orderedOn),
    others: deliveries
      .filter((one) => one.supplier !== supplier && one.receivedOn < orderedOn)
      .sort((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1))
      .slice(-othersKnown),
  }
}

function agreedFigures(level: number, told: readonly Told[]): Figure[] {
  const what = (of: string) => `${of}, agreed day, promised at ${percent(level)}`
  const width = mean(told.map((one) => one.told - one.agreed))
  const widths = told.map((one) => one.told - one.agreed).sort((one, other) => one - other)
  const middle = widths[Math.floor(widths.length / 2)] ?? 0
  const [loss, floor] = [
    pinballLoss(level, told),
    pinballLoss(
      level,
      told.map((one) => ({ ...one, told: one.agreed })),
    ),
  ]
  return [
    atLeast(what('promises kept'), keptShare(told), level - 0.03),
    {
      ...plainFigure(
        what('reach beyond the agreed day'),
        `${width.toFixed(1)} days on average, ${middle} in the middle`,
      ),
      ...(level === 0.9 ? { goal: 'at most 7 on average', isMet: width <= 7 } : {}),
    },
    againstFloor(what('pinball loss'), {
      measured: `${loss.toFixed(2)} days`,
      floor: `${floor.toFixed(2)} days, the agreed day alone`,
      ratio: loss / floor,
      atMost: 1,
    }),
  ]
}

function unagreedFigures(level: number, told: readonly Told[]): Figure[] {
  const what = (of: string) => `${of}, no day agreed, promised at ${percent(level)}`
  const kept = keptShare(told)
  const worst = [...Map.groupBy(told, ({ supplier }) => supplier).values()]
    .filter((of) => of.length >= fewest)
    .map(keptShare)
    .sort((one, other) => one - other)[0]
  return [
    {
      ...plainFigure(what('promises kept'), percent(kept)),
      goal: `within 3 points of ${percent(level)}`,
      isMet: Math.abs(kept - level) <= 0.03,
    },
    ...(worst === undefined ? [] : [atLeast(what('of the worst supplier kept'), worst, level - 0.1)]),
  ]
}

async function costFigure(deliveries: readonly Delivery[], bench: Bench): Promise<Figure> {
  const last = deliveries.slice(-portion(bench, 200))
  const asked = last.map((one) => ({ one, evidence: evidenceFor({ ...one, orderedOn: '2015-12-01' }, deliveries) }))
  const ms = await timed(() => {
    for (const { one, evidence } of asked) arrivalRange(evidence, { ...one, agreedOn: null }, '2015-12-01', 0.9)
  })
  return plainFigure('working out a promise where no day is agreed', duration(ms / asked.length))
}

function pinballLoss(level: number, told: readonly Pick<Told, 'told' | 'came'>[]): number {
  return mean(told.map(({ told: day, came }) => (came > day ? level * (came - day) : (1 - level) * (day - came))))
}

function keptShare(told: readonly Told[]): number {
  return mean(told.map((one) => Number(one.came <= one.told)))
}

function atLeast(what: string, share: number, goal: number): Figure {
  return { ...plainFigure(what, percent(share)), goal: `at least ${percent(goal)}`, isMet: share >= goal }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function dayNumberOf(day: string): number {
  return Date.parse(day) / dayMs
}
