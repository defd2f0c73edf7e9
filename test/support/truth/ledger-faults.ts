import { isDeepStrictEqual } from 'node:util'

/** Asks the database, past row-level security. */
type Query = <Row>(sql: string) => Promise<Row[]>
type Numbers = Readonly<Record<string, unknown>>
type Entry = { readonly backorder: string; readonly before: Numbers | null; readonly after: Numbers }

/**
 * Where the ledger of any shop does not tell one story: every backorder begins once, each change starts where the one
 * before it ended and changes something, and the last one ends with what is recorded. A change that is lost, or written
 * twice, breaks the chain.
 */
export async function ledgerFaults(query: Query): Promise<string[]> {
  const entries = await query<Entry>(
    `select shop_id || ' ' || backorder_id as backorder, before, after from ledger order by shop_id, ledger_id`,
  )
  const recorded = await query<{ backorder: string; covered: number; backordered: number; state: string }>(
    `select shop_id || ' ' || backorder_id as backorder, covered, backordered, state from backorder`,
  )
  const stories = Map.groupBy(entries, (entry) => entry.backorder)
  return [
    ...[...stories].flatMap(([backorder, story]) =>
      story.flatMap((entry, at) => breaks(backorder, entry, story[at - 1])),
    ),
    ...recorded.flatMap(({ backorder, ...numbers }) => {
      const last = stories.get(backorder)?.at(-1)?.after
      const told = { covered: last?.['covered'], backordered: last?.['backordered'], state: last?.['state'] }
      return isDeepStrictEqual(told, numbers) ? [] : [`${backorder}: the ledger does not end with what is recorded`]
    }),
  ]
}

function breaks(backorder: string, { before, after }: Entry, previous: Entry | undefined): string[] {
  const isChained = isDeepStrictEqual(before, previous?.after ?? null)
  const isChange = !isDeepStrictEqual(before, after)
  return [
    ...(isChained ? [] : [`${backorder}: a change does not start where the one before it ended`]),
    ...(isChange ? [] : [`${backorder}: an entry changes nothing`]),
  ]
}
