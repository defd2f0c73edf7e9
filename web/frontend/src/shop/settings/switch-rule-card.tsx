import { showToast } from '../../api/toast.ts'
import { SwitchLine } from '../../ui/fields/checks/switch-line.tsx'
import { RuleCard } from './rule-card.tsx'
import { useChangeRules } from './rule-queries.ts'
import type { SwitchRule } from './rule-words.ts'

/** A rule that is one way or the other, and the button that changes it. */
export function SwitchRuleCard({ rule }: { rule: SwitchRule }) {
  const changing = useChangeRules()
  return (
    <RuleCard title={rule.title} hint={rule.hint} isFailed={changing.isError}>
      {(rules) => {
        const { status, text, button, label, change, done } = rule.shown(rules)
        const onTurn = () => changing.mutate(change, { onSuccess: () => showToast(done) })
        return (
          <SwitchLine
            status={status}
            text={text}
            button={{ text: button, label, isBusy: changing.isPending, onTurn }}
          />
        )
      }}
    </RuleCard>
  )
}
