import { typedAddresses, typedTwice } from '../../format/addresses.ts'
import { currencyChoices, languageChoices } from '../../format/currencies.ts'
import { weekday, weekdays } from '../../format/weekdays.ts'
import { ChecksField } from '../../ui/fields/checks/checks-field.tsx'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { MoneyField } from '../../ui/fields/money-field.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Card } from '../../ui/page/card.tsx'
import { supplierForm, twiceWords } from '../supplier-words.ts'
import type { SupplierProblems, SupplierText } from './supplier-text.ts'

type Props = {
  readonly text: SupplierText
  readonly problems: SupplierProblems
  onChange(change: Partial<SupplierText>): void
}

export function SupplierFieldCards({ text, problems, onChange }: Props) {
  const words = supplierForm
  return (
    <>
      <Card title={words.who}>
        <Fields>
          <TextField
            label={words.name}
            text={text.name}
            maxLength={200}
            isRequired
            problem={problems.name ?? null}
            onText={(name) => onChange({ name })}
          />
          <TextField
            label={words.contact}
            text={text.contact}
            maxLength={200}
            problem={problems.contact ?? null}
            onText={(contact) => onChange({ contact })}
          />
        </Fields>
        <Fields>
          <TextField
            kind="email"
            label={words.email}
            hint={twiceWords(typedTwice(typedAddresses(text.email))) ?? words.emailHint}
            text={text.email}
            maxLength={2_500}
            problem={problems.email ?? null}
            onText={(email) => onChange({ email })}
          />
          <TextField
            kind="email"
            label={words.cc}
            hint={twiceWords(typedTwice(typedAddresses(text.cc), typedAddresses(text.email))) ?? words.ccHint}
            text={text.cc}
            maxLength={2_500}
            problem={problems.cc ?? null}
            onText={(cc) => onChange({ cc })}
          />
        </Fields>
        <Fields>
          <ChoiceField
            label={words.language}
            hint={words.languageHint}
            value={text.language}
            choices={languageChoices(text.language)}
            problem={problems.language ?? null}
            onChoose={(language) => onChange({ language })}
          />
        </Fields>
      </Card>
      <Card title={words.ordering} hint={words.orderingHint}>
        <Fields>
          <ChoiceField
            label={words.currency}
            hint={words.currencyHint}
            value={text.currency}
            choices={[
              ...(text.currency === '' ? [{ value: '', text: words.chooseCurrency }] : []),
              ...currencyChoices(),
            ]}
            problem={problems.currency ?? null}
            onChoose={(currency) => onChange({ currency })}
          />
          <MoneyField
            label={words.minimum}
            hint={words.minimumHint}
            text={text.minimumValue}
            currency={text.currency}
            problem={problems.minimumValue ?? null}
            onText={(minimumValue) => onChange({ minimumValue })}
          />
          <TextField
            kind="whole"
            label={words.leadTime}
            hint={words.leadTimeHint}
            unit={words.daysUnit}
            text={text.leadTimeDays}
            maxLength={10}
            problem={problems.leadTimeDays ?? null}
            onText={(leadTimeDays) => onChange({ leadTimeDays })}
          />
        </Fields>
        <ChecksField
          label={words.days}
          hint={words.daysHint}
          choices={weekdays.map((day) => ({ value: day, text: weekday(day, 'long') }))}
          chosen={text.orderDays}
          onChoose={(orderDays) => onChange({ orderDays })}
        />
        <TextField
          label={words.notes}
          hint={words.notesHint}
          text={text.notes}
          lines={3}
          maxLength={5_000}
          problem={problems.notes ?? null}
          onText={(notes) => onChange({ notes })}
        />
      </Card>
    </>
  )
}
