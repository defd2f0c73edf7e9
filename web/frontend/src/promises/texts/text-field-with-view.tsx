import type { ReactNode } from 'react'
import { dayHere } from '../../format/dates.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { StoreNotice } from '../../ui/notices/store-notice.tsx'
import { TextAndView } from '../../ui/previews/text-and-view.tsx'
import { few } from '../overview/previews.ts'
import { promiseSentence, type ShownPromise } from '../sentences/promise-sentence.ts'
import { textWords as words } from '../words/text-words.ts'
import { textAt } from './text-draft.ts'
import type { useTextsForm } from './use-texts-form.ts'

type Props = {
  readonly form: ReturnType<typeof useTextsForm>
  /** Of the text. */
  readonly textKey: string
  readonly label: string
  readonly hint?: string
  readonly below?: ReactNode
}

/** One text in the language that is chosen, and what shoppers read of it. */
export function TextFieldWithView({ form, textKey, label, hint, below }: Props) {
  const { draft, language, problemOf, change } = form
  const text = textAt(draft, { key: textKey, language })
  const said = (texts: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
    sentence(textKey, { language, texts })
  return (
    <TextAndView
      name={words.view}
      view={<StoreNotice words={said({ [textKey]: { [language]: text } })} language={language} />}
    >
      <TextField
        label={label}
        text={text}
        lines={2}
        placeholder={said({})}
        problem={problemOf(textKey, text)}
        onText={(typed) => change(textKey, typed)}
        {...(hint && { hint })}
      />
      {below}
    </TextAndView>
  )
}

type Spoken = Pick<Parameters<typeof promiseSentence>[2], 'language' | 'texts'>

/** What a sold-out variant says to which the text applies. */
function sentence(key: string, spoken: Spoken): string {
  const now = new Date()
  const day = key.endsWith('-no-day') && !key.startsWith('note-') ? null : dayHere(now, 12)
  const promise: ShownPromise = {
    state: key.startsWith('made-to-order') ? 'made-to-order' : 'backorder',
    from: day,
    to: day,
    room: null,
    units: null,
    delayed: false,
    note: key.startsWith('note-') ? key : null,
  }
  return promiseSentence(promise, { ready: 0, asked: 1 }, { ...spoken, today: dayHere(now), few }) ?? ''
}
