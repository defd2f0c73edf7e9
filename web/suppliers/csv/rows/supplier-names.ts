import { nameKey } from '../../rules/code-key.ts'
import type { KnownSupplier } from '../../store/csv-lookups.ts'

/** Finds suppliers by name: as it is written, else the only one that looks the same. */
export function suppliersByName(known: readonly KnownSupplier[]) {
  const exactly = new Map(known.map((supplier) => [supplier.name.toLowerCase(), supplier]))
  const alike = new Map<string, KnownSupplier[]>()
  for (const supplier of known) {
    const key = nameKey(supplier.name)
    alike.set(key, [...(alike.get(key) ?? []), supplier])
  }
  return (name: string): KnownSupplier | undefined => {
    const same = alike.get(nameKey(name)) ?? []
    return exactly.get(name.toLowerCase()) ?? (same.length === 1 ? same[0] : undefined)
  }
}
