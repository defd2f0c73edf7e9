import type { NativeKind } from '../../../mirror/rules/shop-facts.ts'

/**
 * Joins of an arrival `a` to the native document it is of, `document`, and to the purchase order behind that, `ordered`:
 * the document itself, or the one that a transfer belongs to, else the transfer.
 */
export const nativeOrigin = `
       left join native_document document
         on document.shop_id = $1 and document.kind = a.native_kind and document.document_id = a.native_document
       left join lateral (
            select p.* from native_document p
             where p.shop_id = $1 and document.document_id is not null and (p.gone_at is null or p.kind = document.kind)
               and (p.kind = document.kind and p.document_id = document.document_id
                    or document.kind = 'transfer' and p.kind = 'purchase-order' and document.document_id = any(p.transfer_ids))
             order by p.kind limit 1) as ordered on true`

export type NativeSourceRecord = {
  readonly kind: NativeKind
  readonly documentId: string
  readonly name: string
  /** The purchase order that a transfer belongs to. */
  readonly purchaseOrderName: string | null
}

/** A column of `NativeSource`, or null for an arrival of a supplier order. */
export const nativeSource = `
            case when document.document_id is not null then jsonb_build_object(
              'kind', document.kind, 'documentId', document.document_id, 'name', document.name,
              'purchaseOrderName', case when ordered.kind <> document.kind then ordered.name end) end`
