import { showToast } from '../../api/toast.ts'
import { useUrl } from '../../api/use-url.ts'
import { readDaysBefore, scheduledRuleWords, scheduledWords } from '../../backorders/words/scheduled-words.ts'
import { TextLink } from '../../ui/text/text-link.tsx'
import { DaysForm } from './days-form.tsx'
import { RuleCard } from './rule-card.tsx'
import { useChangeRules } from './rule-queries.ts'

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
            words={scheduledRuleWords}
            read={readDaysBefore}
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
