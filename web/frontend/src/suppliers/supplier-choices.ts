import { useQuery } from '@tanstack/react-query'
import type { SupplierListOutput, SupplierRow } from '../../../suppliers/contract/suppliers.ts'
import { useApi } from '../api/api-context.ts'

/** All suppliers that can be chosen, by name. */
export function useSupplierChoices() {
  const api = useApi()
  return useQuery({
    queryKey: ['suppliers', 'choices'],
    queryFn: ({ signal }) => everyPage((cursor) => api.suppliers.list({ limit: 250, ...cursor }, { signal })),
    staleTime: 30_000,
  })
}

async function everyPage(read: (from: { cursor?: string }) => Promise<SupplierListOutput>): Promise<SupplierRow[]> {
  const suppliers: SupplierRow[] = []
  let page = await read({})
  suppliers.push(...page.rows)
  while (page.next !== null) {
    page = await read({ cursor: page.next })
    suppliers.push(...page.rows)
  }
  return suppliers
}
