import { showToast } from '../../api/toast.ts'
import { DaysForm } from './days-form.tsx'
import { readKeptDays, finishedRuleWords as words } from './finished-words.ts'
import { RuleCard } from './rule-card.tsx'
import { useChangeRules } from './rule-queries.ts'

/** How long the names and backorders of finished orders are kept. */
export function FinishedRule() {
  const changing = useChangeRules()
  return (
    <RuleCard title={words.title} hint={words.hint} isFailed={changing.isError}>
      {({ keepsFinishedDays }) => (
        <DaysForm
          days={keepsFinishedDays}
          words={words}
          read={readKeptDays}
          isBusy={changing.isPending}
          onSave={(days, saved) =>
            changing.mutate(
              { keepsFinishedDays: days },
              {
                onSuccess: () => {
                  saved()
                  showToast(words.saved)
                },
              },
            )
          }
        />
      )}
    </RuleCard>
  )
}
