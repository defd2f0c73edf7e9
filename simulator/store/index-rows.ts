// Keeping an index in step with the rows it finds.

/** One row a key: the row's key moved from `before` to `after`. */
export function uniqueIndex(
  index: Map<string, string>,
  id: string,
  before: string | undefined,
  after: string | undefined,
) {
  if (before === after) return
  if (before !== undefined && index.get(before) === id) index.delete(before)
  if (after !== undefined) index.set(after, id)
}

/** Several rows a key. */
export function groupIndex(
  index: Map<string, Set<string>>,
  id: string,
  before: string | undefined,
  after: string | undefined,
) {
  if (before === after) return
  if (before !== undefined) index.get(before)?.delete(id)
  if (after === undefined) return
  const group = index.get(after)
  if (group) group.add(id)
  else index.set(after, new Set([id]))
}
