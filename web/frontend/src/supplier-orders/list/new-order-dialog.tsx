import { useState } from 'react'
import { useNavigate } from 'react-router'
import { refusalOf } from '../../api/faults.ts'
import { useUrl } from '../../api/use-url.ts'
import { useSupplierChoices } from '../../suppliers/supplier-choices.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { useCreateSupplierOrder, useLocations } from '../supplier-order-queries.ts'
import { orderDetailWords } from '../words/order-detail-words.ts'
import { orderDialogWords } from '../words/order-dialog-words.ts'

/** A supplier order that no backorder asks for: an empty draft, to be filled with items of the supplier. */
export function NewOrderDialog({ onClose }: { onClose(): void }) {
  const suppliers = useSupplierChoices()
  const locations = useLocations()
  const create = useCreateSupplierOrder()
  const navigate = useNavigate()
  const url = useUrl()
  const [chosen, setChosen] = useState<{ supplierId?: string; locationId?: string }>({})
  const supplierId = chosen.supplierId ?? suppliers.data?.[0]?.supplierId
  const locationId = chosen.locationId ?? locations.data?.rows[0]?.locationId
  const isReady = supplierId !== undefined && locationId !== undefined
  const isLoading = suppliers.isPending || locations.isPending
  const hasFailed = suppliers.isError || locations.isError
  return (
    <Dialog
      title={orderDialogWords.newTitle}
      size="small"
      trouble={hasFailed || create.isError ? (refusalOf(create.error) ?? orderDetailWords.trouble) : null}
      confirm={{
        text: orderDialogWords.newConfirm,
        isBusy: create.isPending,
        isOff: !isReady,
        onConfirm: () =>
          isReady &&
          create.mutate(
            { supplierId, locationId },
            { onSuccess: (order) => void navigate(url(`/supplier-orders/${order.supplierOrderId}`)) },
          ),
      }}
      closeText={orderDialogWords.newCancel}
      onClose={onClose}
    >
      {isLoading && <CardSkeleton label={orderDialogWords.newLoading} lines={[2]} />}
      {suppliers.data?.length === 0 && (
        <LineText tone="subdued">
          {orderDialogWords.newNoSupplier}{' '}
          <TextLink text={orderDialogWords.newAddSupplier} url={url('/suppliers/new')} />
        </LineText>
      )}
      {!isLoading && isReady && (
        <>
          <LineText>{orderDialogWords.newText}</LineText>
          <ChoiceField
            label={orderDialogWords.newSupplier}
            value={supplierId}
            choices={(suppliers.data ?? []).map((supplier) => ({ value: supplier.supplierId, text: supplier.name }))}
            onChoose={(value) => setChosen({ ...chosen, supplierId: value })}
          />
          <ChoiceField
            label={orderDialogWords.newLocation}
            value={locationId}
            choices={(locations.data?.rows ?? []).map((each) => ({ value: each.locationId, text: each.name }))}
            onChoose={(value) => setChosen({ ...chosen, locationId: value })}
          />
        </>
      )}
    </Dialog>
  )
}
