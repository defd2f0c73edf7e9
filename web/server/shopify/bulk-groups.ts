import { z } from 'zod'
import type { BulkLine } from './read-bulk-lines.ts'

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

/** A thing with everything that belongs to it, and where the file goes on behind it. */
export type BulkGroup = { readonly root: BulkRow; readonly rows: readonly BulkRow[]; readonly end: number }

/** The lines in groups: Shopify writes what belongs to a thing right behind it. */
export async function* bulkGroups(lines: AsyncIterable<BulkLine>): AsyncGenerator<BulkGroup> {
  let group: { root: BulkRow; rows: BulkRow[]; end: number } | null = null
  for await (const { text, end } of lines) {
    const read = row.parse(json.parse(text))
    if (group !== null && read.__parentId !== undefined) {
      group.rows.push(read)
      group.end = end
    } else {
      if (group !== null) yield group
      group = { root: read, rows: [], end }
    }
  }
  if (group !== null) yield group
}

export function rowsOf(group: BulkGroup, parentId: string): BulkRow[] {
  return group.rows.filter((each) => each.__parentId === parentId)
}
