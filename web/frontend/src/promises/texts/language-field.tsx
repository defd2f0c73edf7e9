import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { languages } from '../sentences/languages.ts'
import { languageName } from '../words/preview-words.ts'

type Props = {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly language: TextLanguage
  onLanguage(language: TextLanguage): void
}

/** One of the languages that the blocks speak. */
export function LanguageField({ label, isLabelHidden = false, language, onLanguage }: Props) {
  return (
    <ChoiceField
      label={label}
      isLabelHidden={isLabelHidden}
      value={language}
      choices={languages.map((each) => ({ value: each, text: languageName(each) }))}
      onChoose={onLanguage}
    />
  )
}
