import { useEffect, useState } from 'react'
import type { ItemRule } from '../../../../suppliers/contract/catalogue.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Form } from '../../ui/fields/form.tsx'
import { RadioField } from '../../ui/fields/radio-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { SaveBar } from '../../ui/page/save-bar.tsx'
import { useSetRule } from '../catalogue-queries.ts'
import { type Limit, limitChoices, supplies, itemPageWords as words } from '../item-rule-words.ts'
import { supplierForm } from '../supplier-words.ts'

type RuleText = { readonly supply: ItemRule['supply']; readonly limit: Limit; readonly units: string }

/** How an item is supplied, and how far it may be sold without stock. */
export function ItemRuleForm({ itemId, rule }: { itemId: string; rule: ItemRule }) {
  const [base, setBase] = useState(rule)
  const [text, setText] = useState(() => ruleText(rule))
  const [refusals, setRefusals] = useState(0)
  const [isWrong, setWrong] = useState(false)
  const set = useSetRule(itemId)
  const isDirty = JSON.stringify(text) !== JSON.stringify(ruleText(base))
  const told = JSON.stringify(rule)

  const showAsItIs = (read: ItemRule) => {
    setBase(read)
    setText(ruleText(read))
    setWrong(false)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is read, unless something is typed
  useEffect(() => {
    if (!isDirty) showAsItIs(rule)
  }, [told])

  const change = (changed: Partial<RuleText>) => {
    setText((before) => ({ ...before, ...changed }))
    setWrong(false)
  }
  const submit = () => {
    const read = readRule(text)
    if (read === null) {
      setWrong(true)
      setRefusals((before) => before + 1)
      return
    }
    set.mutate(read, {
      onSuccess: (item) => {
        showAsItIs(item.rule)
        showToast(words.saved)
      },
    })
  }
  return (
    <Form refusals={refusals} onSubmit={submit}>
      {set.isError && <Notice tone="critical">{refusalOf(set.error) ?? words.trouble}</Notice>}
      <Card title={words.ruleTitle}>
        <RadioField
          label={words.supplyLabel}
          isLabelHidden
          value={text.supply}
          choices={supplies}
          onChoose={(supply) => change({ supply })}
        />
        <RadioField
          label={words.limitLabel}
          value={text.limit}
          choices={limitChoices}
          onChoose={(limit) => change({ limit })}
        />
        {text.limit === 'number' && (
          <TextField
            kind="whole"
            label={words.numberLabel}
            text={text.units}
            problem={isWrong ? words.numberProblem : null}
            onText={(units) => change({ units })}
          />
        )}
      </Card>
      <SaveBar
        isDirty={isDirty}
        isBusy={set.isPending}
        words={supplierForm.save}
        onSave={submit}
        onDiscard={() => showAsItIs(rule)}
      />
    </Form>
  )
}

function ruleText({ supply, maxBackorder }: ItemRule): RuleText {
  if (maxBackorder === null) return { supply, limit: 'none', units: '' }
  if (maxBackorder === 'incoming') return { supply, limit: 'incoming', units: '' }
  return { supply, limit: 'number', units: String(maxBackorder) }
}

function readRule({ supply, limit, units }: RuleText): ItemRule | null {
  if (limit !== 'number') return { supply, maxBackorder: limit === 'none' ? null : 'incoming' }
  const isNumber = /^[0-9]{1,7}$/.test(units.trim()) && Number(units) <= 1_000_000
  return isNumber ? { supply, maxBackorder: Number(units) } : null
}
