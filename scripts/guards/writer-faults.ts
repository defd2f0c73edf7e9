import type { Sources } from './import-faults.ts'
import { roomOf } from './imports/rooms.ts'

/** Tables on which counts or marks hang, and the files that write them: each sees to it that what hangs there follows. */
const writers: Readonly<Record<string, readonly string[]>> = {
  backorder: [
    'web/planning/store/apply-plan.ts',
    'web/mirror/store/orders/told-promises.ts',
    'web/checks/store/mirror.ts',
    'web/backorders/store/finished-orders.ts',
  ],
  backorder_count: ['web/planning/store/record/follow-backorders.ts', 'web/backorders/store/finished-orders.ts'],
  supplier: [
    'web/suppliers/store/suppliers.ts',
    'web/suppliers/store/csv-writes.ts',
    'web/suppliers/store/delete-supplier.ts',
  ],
  catalogue_entry: [
    'web/suppliers/store/catalogue-entries.ts',
    'web/suppliers/store/supplied-items.ts',
    'web/suppliers/store/csv-writes.ts',
    'web/suppliers/store/delete-supplier.ts',
  ],
  item_rule: ['web/suppliers/store/item-rules.ts'],
}

const writes = /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+"?(\w+)"?/gi

/** Files of the server that write a table which is another's to write. */
export function writerFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => file.endsWith('.ts') && roomOf(file) !== null)
    .flatMap(([file, source]) => {
      const written = new Set([...source.matchAll(writes)].map(([, table = '']) => table.toLowerCase()))
      return [...written]
        .filter((table) => writers[table] && !writers[table].includes(file))
        .map(
          (table) =>
            `${file}: writes ${table}, on which counts or marks hang; scripts/guards/writer-faults.ts names who may`,
        )
    })
}
