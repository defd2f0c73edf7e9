import { useState } from 'react'
import { supplierForm } from '../../suppliers/supplier-words.ts'
import { Fields } from '../../ui/fields/fields.tsx'
import { Form } from '../../ui/fields/form.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { SaveBar } from '../../ui/page/save-bar.tsx'

type Props = {
  readonly days: number
  readonly words: { readonly label: string; readonly help: string; readonly problem: string }
  readonly isBusy: boolean
  /** Null where it is no number of days that may be. */
  read(text: string): number | null
  onSave(days: number, saved: () => void): void
}

/** A rule that is a number of days. What is wrong stays there to be mended. */
export function DaysForm({ days, words, isBusy, read, onSave }: Props) {
  /** Null: nothing was typed, and what is read is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const [refusals, setRefusals] = useState(0)
  const [isWrong, setWrong] = useState(false)
  const show = (text: string | null) => {
    setTyped(text)
    setWrong(false)
  }
  const text = typed ?? String(days)
  const submit = () => {
    const number = read(text)
    if (number !== null) return onSave(number, () => show(null))
    setWrong(true)
    setRefusals((before) => before + 1)
  }
  return (
    <Form refusals={refusals} onSubmit={submit}>
      <Fields>
        <TextField
          kind="whole"
          label={words.label}
          hint={words.help}
          text={text}
          problem={isWrong ? words.problem : null}
          onText={show}
        />
      </Fields>
      <SaveBar
        isDirty={text.trim() !== String(days)}
        isBusy={isBusy}
        words={supplierForm.save}
        onSave={submit}
        onDiscard={() => show(null)}
      />
    </Form>
  )
}
