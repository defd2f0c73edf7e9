import { useEffect, useState } from 'react'
import type { SupplierDetail } from '../../../../suppliers/contract/suppliers.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { useSaveSupplier } from '../supplier-queries.ts'
import { supplierWords } from '../supplier-words.ts'
import {
  changedFields,
  isSameText,
  readSupplier,
  rebased,
  type SupplierProblems,
  type SupplierText,
  supplierText,
} from './supplier-text.ts'

type Asked = {
  /** As it was read last; null: a new one. */
  readonly supplier: SupplierDetail | null
  readonly name?: string
  onSaved(supplier: SupplierDetail): void
}

/** What is typed is kept apart from what is read: an edit is of the version that was read when it began. */
export function useSupplierForm({ supplier, name = '', onSaved }: Asked) {
  const [base, setBase] = useState(supplier)
  const [text, setText] = useState(() => supplierText(supplier, name))
  const [problems, setProblems] = useState<SupplierProblems>({})
  const [refusals, setRefusals] = useState(0)
  /** What others changed since this was begun, each field as they left it. */
  const [others, setOthers] = useState<Partial<SupplierText>>({})
  const [saved, setSaved] = useState<SupplierDetail | null>(null)
  const save = useSaveSupplier()
  const isDirty = !isSameText(text, supplierText(base))

  const showAsItIs = (read: SupplierDetail | null) => {
    setBase(read)
    setText(supplierText(read))
    setProblems({})
    setOthers({})
    save.reset()
  }

  /** What is typed stays, and is a change of what is read now. */
  const follow = (read: SupplierDetail) => {
    const [before, now] = [supplierText(base), supplierText(read)]
    const theirs = changedFields(before, now).map((field) => [field, now[field]])
    setBase(read)
    setText((typed) => rebased(typed, before, now))
    setOthers((known) => ({ ...known, ...Object.fromEntries(theirs) }))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is read, not what is typed
  useEffect(() => {
    if (save.isPending || supplier === null || supplier.version === base?.version) return
    if (!isDirty) showAsItIs(supplier)
    else if (base !== null && supplier.version > base.version) follow(supplier)
  }, [supplier, isDirty, save.isPending])

  // Only now, when nothing is unsaved any more: whoever is led away by it is not asked.
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once of each time it was saved
  useEffect(() => {
    if (saved !== null) onSaved(saved)
  }, [saved])

  const submit = () => {
    const read = readSupplier(text)
    if ('problems' in read) {
      setProblems(read.problems)
      setRefusals((before) => before + 1)
      return
    }
    setProblems({})
    save.mutate(
      { fields: read.fields, of: base },
      {
        onSuccess: (written) => {
          showAsItIs(written)
          showToast(base === null ? supplierWords.created : supplierWords.saved)
          setSaved(written)
        },
      },
    )
  }

  return {
    text,
    problems,
    refusals,
    isDirty,
    isBusy: save.isPending,
    /** Null: nobody else changed anything. */
    others: isDirty && Object.keys(others).length > 0 ? others : null,
    trouble: save.isError ? (refusalOf(save.error) ?? supplierWords.trouble) : null,
    change: (change: Partial<SupplierText>) => {
      setText((before) => ({ ...before, ...change }))
      setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))))
    },
    submit,
    discard: () => showAsItIs(supplier),
  }
}
