import { useState } from 'react'
import { useUrl } from '../api/use-url.ts'
import { useSupplierChoices } from '../suppliers/supplier-choices.ts'
import { ChoiceField } from '../ui/fields/choice-field.tsx'
import { Dialog } from '../ui/page/dialog.tsx'
import { LineText } from '../ui/text/line-text.tsx'
import { TextLink } from '../ui/text/text-link.tsx'
import { proposalWords } from './proposal-words.ts'

type Props = {
  readonly title: string
  /** From whom it would be ordered now. */
  readonly without: string | null
  readonly trouble: string | null
  readonly isBusy: boolean
  onChoose(supplierId: string): void
  onClose(): void
}

export function ChooseSupplier({ title, without, trouble, isBusy, onChoose, onClose }: Props) {
  const suppliers = useSupplierChoices()
  const url = useUrl()
  const [chosen, setChosen] = useState<string | null>(null)
  const choices = (suppliers.data ?? [])
    .filter(({ supplierId }) => supplierId !== without)
    .map(({ supplierId, name }) => ({ value: supplierId, text: name }))
  const supplierId = chosen ?? choices[0]?.value ?? null
  return (
    <Dialog
      title={proposalWords.supplierTitle}
      size="small"
      trouble={trouble}
      confirm={{
        text: proposalWords.supplierConfirm,
        isBusy,
        isOff: supplierId === null,
        onConfirm: () => supplierId !== null && onChoose(supplierId),
      }}
      closeText={proposalWords.cancel}
      onClose={onClose}
    >
      <LineText>{title}</LineText>
      {suppliers.data !== undefined && choices.length === 0 ? (
        <LineText tone="subdued">
          {suppliers.data.length === 0 ? proposalWords.noSuppliers : proposalWords.noOtherSuppliers}{' '}
          <TextLink text={proposalWords.assign} url={url('/suppliers/unsupplied')} />
        </LineText>
      ) : (
        <ChoiceField
          label={proposalWords.supplierLabel}
          value={supplierId ?? ''}
          choices={choices}
          isOff={suppliers.data === undefined}
          onChoose={setChosen}
        />
      )}
    </Dialog>
  )
}
