export type SequencePosition = { readonly direction: 'after' | 'before'; readonly sequence: string }

export type SequencePage<Row> = {
  readonly rows: readonly Row[]
  readonly next: SequencePosition | null
  readonly previous: SequencePosition | null
}

/** Where a page begins: `beyond` and `order` are SQL, `from` the row that it lies beyond. */
export type SequenceRange = {
  readonly beyond: '<' | '>'
  readonly order: 'asc' | 'desc'
  readonly from: string | null
  readonly limit: number
}

/** The same range of a list whose first row is the least. */
export function ascending({ beyond, order, from, limit }: SequenceRange): SequenceRange {
  return { beyond: beyond === '<' ? '>' : '<', order: order === 'asc' ? 'desc' : 'asc', from, limit }
}

/**
 * One page of rows in the order of their sequence, the greatest first. What finds them answers them in the order of the
 * range. Back beyond the first row is the first page.
 */
export async function readSequencePage<Row extends { readonly sequence: string }>(
  find: (range: SequenceRange) => Promise<Row[]>,
  position: SequencePosition | null,
  limit: number,
): Promise<SequencePage<Row>> {
  let from = position
  let found = await find(rangeOf(from, limit + 1))
  if (from?.direction === 'before' && found.length <= limit) {
    from = null
    found = await find(rangeOf(from, limit + 1))
  }
  const page = found.slice(0, limit)
  const rows = from?.direction === 'before' ? page.reverse() : page
  const [first, last] = [rows[0], rows.at(-1)]
  const hasNext = found.length > limit || from?.direction === 'before'
  return {
    rows,
    next: last && hasNext ? { direction: 'after', sequence: last.sequence } : null,
    previous: first && from ? { direction: 'before', sequence: first.sequence } : null,
  }
}

function rangeOf(position: SequencePosition | null, limit: number): SequenceRange {
  const from = position?.sequence ?? null
  return position?.direction === 'before'
    ? { beyond: '>', order: 'asc', from, limit }
    : { beyond: '<', order: 'desc', from, limit }
}
