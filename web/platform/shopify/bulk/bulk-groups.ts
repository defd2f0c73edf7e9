import { z } from 'zod'

/** The parser's own words would quote the row, and with it what shoppers typed. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('is no JSON')
    return z.NEVER
  }
})
const row = z.looseObject({ id: z.string(), __parentId: z.string().optional() })

export type BulkRow = z.infer<typeof row>

/** A thing with everything that belongs to it. */
export type BulkGroup = { readonly root: BulkRow; readonly rows: readonly BulkRow[] }

/** Throws where the line is no row, without a word of what is in it. */
export function readBulkRow(text: string): BulkRow {
  return row.parse(json.parse(text))
}

export function rowsOf(group: BulkGroup, parentId: string): BulkRow[] {
  return group.rows.filter((each) => each.__parentId === parentId)
}

/** Rows with what belongs to them, and with what belongs to that. */
export function bulkGroups(roots: readonly BulkRow[], children: readonly BulkRow[]): BulkGroup[] {
  const byParent = Map.groupBy(children, (each) => each.__parentId ?? '')
  const below = (id: string): BulkRow[] => (byParent.get(id) ?? []).flatMap((each) => [each, ...below(each.id)])
  return roots.map((root) => ({ root, rows: below(root.id) }))
}
