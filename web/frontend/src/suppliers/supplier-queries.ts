import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SupplierDetail, SupplierFields } from '../../../suppliers/contract/suppliers.ts'
import { useApi } from '../api/api-context.ts'
import { refetchInterval } from '../backorders/backorder-queries.ts'

export type SupplierQuery = {
  readonly archived: 'no' | 'yes'
  readonly query: string
  readonly cursor: string | null
}

const keyOf = (supplierId: string) => ['supplier', supplierId]

export function useSuppliers({ archived, query, cursor }: SupplierQuery) {
  const api = useApi()
  return useQuery({
    queryKey: ['suppliers', archived, query, cursor],
    queryFn: ({ signal }) =>
      api.suppliers.list(
        { archived, ...(query === '' ? {} : { query }), ...(cursor === null ? {} : { cursor }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval,
  })
}

export function useSupplier(supplierId: string) {
  const api = useApi()
  return useQuery({
    queryKey: keyOf(supplierId),
    queryFn: ({ signal }) => api.suppliers.find({ supplierId }, { signal }),
    refetchInterval,
  })
}

/** A new one without an id; else an edit of the version that was read. */
export type SupplierSave = { readonly fields: SupplierFields; readonly of: SupplierDetail | null }

export function useSaveSupplier() {
  const api = useApi()
  return useSupplierChange(({ fields, of }: SupplierSave) =>
    of === null
      ? api.suppliers.create(fields)
      : api.suppliers.edit({ ...fields, supplierId: of.supplierId, version: of.version }),
  )
}

export function useArchiveSupplier() {
  const api = useApi()
  return useSupplierChange(({ supplierId, version, archivedAt }: SupplierDetail) =>
    archivedAt === null
      ? api.suppliers.archive({ supplierId, version })
      : api.suppliers.restore({ supplierId, version }),
  )
}

export function useDeleteSupplier() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ supplierId, version }: SupplierDetail) => api.suppliers.delete({ supplierId, version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['suppliers'] }),
  })
}

function useSupplierChange<Change>(mutationFn: (change: Change) => Promise<SupplierDetail>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (supplier) => client.setQueryData(keyOf(supplier.supplierId), supplier),
    onSettled: () => client.invalidateQueries({ queryKey: ['suppliers'] }),
  })
}
