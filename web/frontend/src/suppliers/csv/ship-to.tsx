import type { CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { useLocations } from '../../supplier-orders/supplier-order-queries.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { useCheckAgain } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'

/** Where supplier orders go that name no location; a shop that has only one is not asked. */
export function ShipTo({ upload }: { upload: CsvUpload }) {
  const check = useCheckAgain(upload)
  const rows = useLocations().data?.rows ?? []
  if (rows.length < 2) return null
  return (
    <ChoiceField
      label={words.locationLabel}
      value={upload.said.locationId ?? ''}
      isOff={check.isPending}
      choices={[
        { value: '', text: words.locationNone },
        ...rows.map(({ locationId, name }) => ({ value: locationId, text: name })),
      ]}
      onChoose={(locationId) => check.mutate({ locationId: locationId === '' ? null : locationId })}
    />
  )
}
