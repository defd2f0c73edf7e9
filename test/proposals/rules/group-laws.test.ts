import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { group } from '../../../web/proposals/rules/group.ts'
import type { Grouped, GroupingFacts, OpenDraft, Terms } from '../../../web/proposals/rules/group-facts.ts'
import { TODAY } from './group-builders.ts'

const item = fc.constantFrom('9', '10', 'mug')
const location = fc.constantFrom('1', '02')
const supplierId = fc.constantFrom('8', '9', '10', '11')
const currency = fc.constantFrom('EUR', 'USD', 'SEK')
const days = fc.option(fc.nat(20))

const facts: fc.Arbitrary<GroupingFacts> = fc.record({
  demands: fc
    .array(
      fc.record({
        order: fc.constantFrom('9', '10', '9007199254740993'),
        item,
        location,
        units: fc.integer({ min: 0, max: 9 }),
        orderedAt: fc.constantFrom(0, 0.5, 1_795_000_000_000),
        rank: fc.constantFrom(0, 0, 5),
      }),
      { maxLength: 12 },
    )
    .map((rows) => rows.map((row, at) => ({ ...row, backorder: String(at), line: String(100 + at) }))),
  offers: fc.uniqueArray(
    fc.record({
      supplier: supplierId,
      item,
      cost: fc.option(fc.constantFrom('1', '0.1', '0.3', '12.999999')),
      minimumQuantity: fc.integer({ min: 1, max: 12 }),
      packSize: fc.integer({ min: 1, max: 7 }),
      leadTimeDays: days,
      rank: fc.integer({ min: 1, max: 3 }),
      discontinued: fc.boolean(),
    }),
    { maxLength: 8, selector: ({ supplier, item: sold }) => `${supplier} ${sold}` },
  ),
  suppliers: fc.uniqueArray(
    fc.record({
      supplier: supplierId,
      currency,
      leadTimeDays: days,
      orderDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
      exchangeRate: fc.option(fc.constantFrom('0.9', '11.2', '1')),
      landing: fc.constantFrom('0', '0.08'),
    }),
    { maxLength: 4, selector: ({ supplier }) => supplier },
  ),
  supplies: fc.uniqueArray(
    fc.record({ item, supply: fc.constantFrom('stocked' as const, 'made-to-order' as const, 'discontinued' as const) }),
    { maxLength: 2, selector: ({ item: ruled }) => ruled },
  ),
  drafts: fc
    .array(
      fc.record({
        supplier: supplierId,
        location,
        currency,
        lines: fc.uniqueArray(
          fc.record({ item, units: fc.nat(20), needed: fc.nat(20) }).map((line) => ({
            ...line,
            needed: Math.min(line.units, line.needed),
          })),
          { maxLength: 3, selector: ({ item: drafted }) => drafted },
        ),
      }),
      { maxLength: 4 },
    )
    .map((rows) => rows.map((row, at) => ({ ...row, supplierOrder: String(at + 1) }))),
})

const terms: fc.Arbitrary<Terms> = fc.record({
  rule: fc.oneof(
    fc.constantFrom('preferred' as const, 'cheapest' as const, 'fastest' as const),
    fc.record({ supplier: supplierId }),
  ),
  shopCurrency: fc.option(currency),
})

function always(holds: (facts: GroupingFacts, terms: Terms) => void): void {
  fc.assert(fc.property(facts, terms, holds), { numRuns: 3_000 })
}

const linesOf = ({ orders }: Grouped) =>
  orders.flatMap((order) =>
    order.lines.map((line) => ({ ...line, supplier: order.supplier, location: order.location })),
  )

describe('laws of grouping', () => {
  test('every unit of demand is ordered exactly once, or refused', () => {
    always((given, rule) => {
      const outcome = group(given, rule, TODAY)
      const told = new Map<string, number>()
      for (const { serves, item: of, location: at } of [...linesOf(outcome), ...outcome.refusals]) {
        for (const { backorder, units } of serves) {
          expect(told.has(backorder)).toBe(false)
          told.set(backorder, units)
          expect(given.demands[Number(backorder)]).toMatchObject({ item: of, location: at, units })
        }
      }
      const wanted = given.demands.filter(({ units }) => units > 0)
      expect([...told].sort()).toEqual(wanted.map(({ backorder, units }) => [backorder, units]).sort())
      for (const line of [...linesOf(outcome), ...outcome.refusals]) {
        expect(line.needed).toBe(line.serves.reduce((sum, { units }) => sum + units, 0))
      }
    })
  })

  test('no fewer units would do: the surplus is the least that minimum and pack allow', () => {
    always((given, rule) => {
      for (const { needed, units, onDraft, neededOnDraft, surplus, minimumQuantity, packSize } of linesOf(
        group(given, rule, TODAY),
      )) {
        expect(surplus).toBe(onDraft + units - neededOnDraft - needed)
        expect(surplus).toBeGreaterThanOrEqual(0)
        const wanted = neededOnDraft + needed
        const isEnough = (total: number) => total >= wanted && total >= minimumQuantity && total % packSize === 0
        if (units > 0) expect(isEnough(onDraft + units)).toBe(true)
        for (let fewer = onDraft; fewer < onDraft + units; fewer += 1) expect(isEnough(fewer)).toBe(false)
      }
    })
  })

  test('the order of what comes in is irrelevant', () => {
    always((given, rule) => {
      const turned: GroupingFacts = {
        demands: given.demands.toReversed(),
        offers: given.offers.toReversed(),
        suppliers: given.suppliers.toReversed(),
        supplies: given.supplies.toReversed(),
        drafts: given.drafts.toReversed(),
      }
      expect(group(turned, rule, TODAY)).toEqual(group(given, rule, TODAY))
    })
  })

  test('in two steps, with drafts created in between, no more is bought than at once', () => {
    always((given, rule) => {
      const early = given.demands.filter((_, at) => at % 2 === 0)
      const late = given.demands.filter((_, at) => at % 2 === 1)
      const between = created(given.drafts, group({ ...given, demands: early }, rule, TODAY))
      const stepwise = created(between, group({ ...given, demands: late, drafts: between }, rule, TODAY))
      expect(onDrafts(stepwise)).toEqual(onDrafts(created(given.drafts, group(given, rule, TODAY))))
    })
  })

  test('one by one or all at once, the same suppliers get the same units', () => {
    always((given, rule) => {
      const once = group(given, rule, TODAY)
      const bySupplier = new Map<string, number>()
      for (const demand of given.demands) {
        for (const { supplier, item: of, location: at, needed } of linesOf(
          group({ ...given, demands: [demand] }, rule, TODAY),
        )) {
          const key = `${supplier} ${of} ${at}`
          bySupplier.set(key, (bySupplier.get(key) ?? 0) + needed)
        }
      }
      const together = linesOf(once).map(({ supplier, item: of, location: at, needed }) => [
        `${supplier} ${of} ${at}`,
        needed,
      ])
      expect([...bySupplier].sort()).toEqual(together.sort())
    })
  })

  test('nothing is ordered from who is archived, has given the item up, or is asked in another place or currency', () => {
    always((given, rule) => {
      for (const order of group(given, rule, TODAY).orders) {
        const known = given.suppliers.find(({ supplier }) => supplier === order.supplier)
        expect(known?.currency).toBe(order.currency)
        const draft = given.drafts.find(({ supplierOrder }) => supplierOrder === order.supplierOrder)
        if (draft)
          expect(draft).toMatchObject({ supplier: order.supplier, location: order.location, currency: order.currency })
        for (const line of order.lines) {
          const offer = given.offers.find(
            ({ supplier, item: sold }) => supplier === order.supplier && sold === line.item,
          )
          expect(offer?.discontinued ?? false).toBe(false)
          expect(given.supplies).not.toContainEqual({ item: line.item, supply: 'discontinued' })
        }
      }
    })
  })
})

/** The drafts that there are when a proposal is created. */
function created(drafts: readonly OpenDraft[], { orders }: Grouped): OpenDraft[] {
  const raised = drafts.map((draft) => {
    const order = orders.find(({ supplierOrder }) => supplierOrder === draft.supplierOrder)
    return order ? withLines(draft, order.lines) : draft
  })
  const fresh = orders
    .filter(({ supplierOrder }) => supplierOrder === null)
    .map((order, at) =>
      withLines({ ...order, supplierOrder: String(100 + drafts.length + at), lines: [] }, order.lines),
    )
  return [...raised, ...fresh]
}

function withLines(draft: OpenDraft, lines: Grouped['orders'][number]['lines']): OpenDraft {
  const added = new Map(lines.map((line) => [line.item, line]))
  const kept = draft.lines.filter((line) => !added.has(line.item))
  const grown = lines.map(({ item: of, units, onDraft, needed, neededOnDraft }) => {
    return { item: of, units: onDraft + units, needed: neededOnDraft + needed }
  })
  return { ...draft, lines: [...kept, ...grown] }
}

/** Units and needed units by supplier, place, currency and item. */
function onDrafts(drafts: readonly OpenDraft[]) {
  return drafts
    .flatMap(({ supplier, location: at, currency: paid, lines }) =>
      lines.map(({ item: of, units, needed }) => [supplier, at, paid, of, units, needed].join(' ')),
    )
    .sort()
}
