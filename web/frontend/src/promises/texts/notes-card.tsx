import { useState } from 'react'
import { mostNotes } from '../../../../promises/contract/storefront-texts.ts'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { Spread } from '../../ui/text/spread.tsx'
import { noteKey, noteName, textWords as words } from '../words/text-words.ts'
import { TextFieldWithView } from './text-field-with-view.tsx'
import type { useTextsForm } from './use-texts-form.ts'

/** The merchant's notes, which overrides name. */
export function NotesCard({ form }: { form: ReturnType<typeof useTextsForm> }) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { notes } = form

  const add = () => {
    const key = noteKey(name)
    const found = problemWith(key, notes)
    setProblem(found)
    if (key === null || found !== null) return
    form.change(key, '')
    setName('')
  }
  return (
    <Card title={words.notesTitle} hint={words.notesHint}>
      {notes.map((key) => (
        <TextFieldWithView
          key={key}
          form={form}
          textKey={key}
          label={noteName(key)}
          hint={words.noteHint}
          below={
            <RowActions
              isNarrow
              actions={[
                {
                  text: words.removeNote,
                  label: words.removeLabel(noteName(key)),
                  isCritical: true,
                  onAction: () => form.remove(key),
                },
              ]}
            />
          }
        />
      ))}
      <Spread align="start">
        <TextField
          label={words.noteName}
          isLabelHidden
          placeholder={words.noteNameHint}
          text={name}
          problem={problem}
          maxLength={40}
          onText={(typed) => {
            setName(typed)
            setProblem(null)
          }}
        />
        <Actions actions={[{ text: words.addNote, isOff: name.trim() === '', onAction: add }]} />
      </Spread>
    </Card>
  )
}

function problemWith(key: string | null, notes: readonly string[]): string | null {
  if (key === null) return words.noteNameless
  if (notes.includes(key)) return words.noteTaken
  return notes.length >= mostNotes ? words.noteTooMany : null
}
