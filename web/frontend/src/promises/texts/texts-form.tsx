import type { MerchantTexts } from '../../../../promises/contract/storefront-texts.ts'
import { supplierForm } from '../../suppliers/supplier-words.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Form } from '../../ui/fields/form.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { SaveBar } from '../../ui/page/save-bar.tsx'
import { languages } from '../sentences/languages.ts'
import { languageName } from '../words/preview-words.ts'
import { languageChoice, othersTexts, textWords as words } from '../words/text-words.ts'
import { NotesCard } from './notes-card.tsx'
import { textsIn } from './text-draft.ts'
import { TextFieldWithView } from './text-field-with-view.tsx'
import { useTextsForm } from './use-texts-form.ts'

/** Every text in one language at a time; what is saved are all languages. */
export function TextsForm({ found }: { found: MerchantTexts }) {
  const form = useTextsForm(found)
  const { draft, language, trouble } = form
  const { published } = found
  return (
    <Form refusals={form.refusals} onSubmit={form.submit}>
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
      {form.others.length > 0 && (
        <Notice tone="warning" title={words.othersTitle}>
          {othersTexts(form.others.map((other) => ({ ...other, language: languageName(other.language) })))}
        </Notice>
      )}
      {published.trouble !== null && (
        <Notice tone="warning" title={words.troubleTitle}>
          {published.trouble}
        </Notice>
      )}
      <Card
        title={words.languageTitle}
        hint={published.isWaiting ? words.waiting : words.languageHint}
        beside={
          <ChoiceField
            label={words.language}
            isLabelHidden
            value={language}
            choices={languages.map((each) => ({
              value: each,
              text: languageChoice(languageName(each), textsIn(draft, each)),
            }))}
            onChoose={(chosen) => form.setLanguage(chosen)}
          />
        }
      />
      <Card title={words.backorderTitle}>
        <TextFieldWithView form={form} textKey="backorder-day" label={words.withDay} hint={words.dayHint} />
        <TextFieldWithView form={form} textKey="backorder-no-day" label={words.withoutDay} />
      </Card>
      <Card title={words.madeTitle}>
        <TextFieldWithView form={form} textKey="made-to-order-day" label={words.withDay} hint={words.dayHint} />
        <TextFieldWithView form={form} textKey="made-to-order-no-day" label={words.withoutDay} />
      </Card>
      <NotesCard form={form} />
      <SaveBar
        isDirty={form.isDirty}
        isBusy={form.isBusy}
        words={supplierForm.save}
        onSave={form.submit}
        onDiscard={form.discard}
      />
    </Form>
  )
}
