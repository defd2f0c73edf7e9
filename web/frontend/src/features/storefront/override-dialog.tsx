import { useState } from 'react'
import { refusalOf } from '../../api/faults.ts'
import { useSetOverride, useTexts } from '../../api/storefront-queries.ts'
import { showToast } from '../../api/toast.ts'
import { CheckField } from '../../ui/check-field.tsx'
import { ChoiceField } from '../../ui/choice-field.tsx'
import { DayField } from '../../ui/day-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Fields } from '../../ui/fields.tsx'
import { overrideWords as words } from '../../words/override-words.ts'
import { noteName } from '../../words/text-words.ts'
import { OverridePreview } from './override-preview.tsx'
import type { OverrideSubject } from './override-subject.ts'
import { ownTexts } from './own-texts.ts'

const ordinary = ''

/** A fixed day, a note or nothing instead of what follows from the plan. */
export function OverrideDialog({ subject, onDone }: { subject: OverrideSubject; onDone(): void }) {
  const { of, name, promise, override } = subject
  const [day, setDay] = useState(override?.dayIsPast ? null : (override?.day ?? null))
  const [note, setNote] = useState(override?.note ?? ordinary)
  const [hide, setHide] = useState(override?.hide ?? false)
  const texts = useTexts()
  const set = useSetOverride()
  const notes = new Set([
    ...(texts.data?.texts ?? []).map(({ key }) => key).filter((key) => key.startsWith('note-')),
    ...(note === ordinary ? [] : [note]),
  ])
  const saysNothing = day === null && note === ordinary && !hide
  const isFixed = promise?.state === 'limit-reached' || promise?.state === 'discontinued'

  const save = () =>
    set.mutate(
      { of, day, note: note === ordinary ? null : note, hide, version: override?.version ?? null },
      {
        onSuccess: () => {
          showToast(saysNothing ? words.removed : words.saved)
          onDone()
        },
      },
    )
  return (
    <Dialog
      title={words.dialogTitle(name)}
      trouble={set.isError ? (refusalOf(set.error) ?? words.trouble) : null}
      confirm={{ text: words.save, isBusy: set.isPending, isOff: saysNothing && override === null, onConfirm: save }}
      closeText={words.cancel}
      onClose={onDone}
    >
      <Fields>
        <DayField label={words.day} hint={words.dayHint} day={day} isOff={hide} onDay={setDay} />
        <ChoiceField
          label={words.note}
          hint={words.noteHint}
          value={note}
          isOff={hide}
          choices={[
            { value: ordinary, text: words.ownWords },
            ...[...notes].sort().map((key) => ({ value: key, text: noteName(key) })),
          ]}
          onChoose={setNote}
        />
      </Fields>
      <CheckField label={words.hide} hint={words.hideHint} isChosen={hide} onChoose={setHide} />
      <OverridePreview
        promise={promise}
        override={{ day, note: note === ordinary ? null : note, hide }}
        texts={ownTexts(texts.data?.texts ?? [])}
        remark={isFixed ? words.fixedState : null}
      />
    </Dialog>
  )
}
