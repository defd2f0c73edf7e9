import { useState } from 'react'
import { useChangeRules } from '../../api/rule-queries.ts'
import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { Fields } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { TextLink } from '../../ui/text-link.tsx'
import { readDaysBefore, scheduledRuleWords, scheduledWords } from '../../words/scheduled-words.ts'
import { supplierForm } from '../../words/supplier-words.ts'
import { RuleCard } from './rule-card.tsx'

/** How many days before their date scheduled units join the queue. */
export function ScheduledRule() {
  const changing = useChangeRules()
  const url = useUrl()
  return (
    <RuleCard title={scheduledRuleWords.title} hint={scheduledRuleWords.hint} isFailed={changing.isError}>
      {({ scheduledDaysBefore }) => (
        <>
          <DaysForm
            days={scheduledDaysBefore}
            isBusy={changing.isPending}
            onSave={(days, saved) =>
              changing.mutate(
                { scheduledDaysBefore: days },
                {
                  onSuccess: () => {
                    saved()
                    showToast(scheduledRuleWords.saved)
                  },
                },
              )
            }
          />
          <div>
            <TextLink text={scheduledWords.view} url={url('/scheduled')} />
          </div>
        </>
      )}
    </RuleCard>
  )
}

type FormProps = {
  readonly days: number
  readonly isBusy: boolean
  onSave(days: number, saved: () => void): void
}

function DaysForm({ days, isBusy, onSave }: FormProps) {
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
    const read = readDaysBefore(text)
    if (read !== null) return onSave(read, () => show(null))
    setWrong(true)
    setRefusals((before) => before + 1)
  }
  return (
    <Form refusals={refusals} onSubmit={submit}>
      <Fields>
        <TextField
          kind="whole"
          label={scheduledRuleWords.label}
          hint={scheduledRuleWords.help}
          text={text}
          problem={isWrong ? scheduledRuleWords.problem : null}
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
