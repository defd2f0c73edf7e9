import type { Sources } from './import-faults.ts'

/** Tables on which counts or marks hang, and the files that write them: each sees to it that what hangs there follows. */
const writers: Readonly<Record<string, readonly string[]>> = {
  backorder: ['planning/apply-plan.ts', 'promises/told-promises.ts', 'mirror/mirror.ts', 'privacy/finished-orders.ts'],
  backorder_count: ['backorders/follow-backorders.ts', 'privacy/finished-orders.ts'],
  supplier: ['suppliers/suppliers.ts', 'suppliers/csv-writes.ts', 'suppliers/delete-supplier.ts'],
  catalogue_entry: [
    'suppliers/catalogue-entries.ts',
    'suppliers/supplied-items.ts',
    'suppliers/csv-writes.ts',
    'suppliers/delete-supplier.ts',
  ],
  item_rule: ['mirror/item-rules.ts'],
}

const writes = /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+"?(\w+)"?/gi

/** Files of the server that write a table which is another's to write. */
export function writerFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => file.startsWith('web/server/') && file.endsWith('.ts'))
    .flatMap(([file, source]) => {
      const written = new Set([...source.matchAll(writes)].map(([, table = '']) => table.toLowerCase()))
      return [...written]
        .filter((table) => writers[table] && !writers[table].some((name) => file === `web/server/db/${name}`))
        .map(
          (table) =>
            `${file}: writes ${table}, on which counts or marks hang; scripts/guards/writer-faults.ts names who may`,
        )
    })
}
