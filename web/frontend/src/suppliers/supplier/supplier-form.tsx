import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { Form } from '../../ui/fields/form.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { SaveBar } from '../../ui/page/save-bar.tsx'
import { othersWords, supplierForm as words } from '../supplier-words.ts'
import { SupplierFieldCards } from './supplier-field-cards.tsx'
import { useSupplierForm } from './use-supplier-form.ts'

type Props = {
  readonly supplier: SupplierDetail | null
  /** Of a new one, where it is known already. */
  readonly name?: string
  onSaved(supplier: SupplierDetail): void
}

export function SupplierForm(props: Props) {
  const form = useSupplierForm(props)
  const { text, problems, isDirty, isBusy, others, trouble, change, submit, discard } = form
  return (
    <Form refusals={form.refusals} onSubmit={submit}>
      {others !== null && (
        <Notice tone="warning" title={words.otherTitle}>
          {othersWords(others, text)}
        </Notice>
      )}
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
      <SupplierFieldCards text={text} problems={problems} onChange={change} />
      <SaveBar isDirty={isDirty} isBusy={isBusy} words={words.save} onSave={submit} onDiscard={discard} />
    </Form>
  )
}
