import { useState } from 'react'
import type { OverrideState } from '../../../../promises/contract/storefront.ts'
import { overrideNow, refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { CheckField } from '../../ui/fields/check-field.tsx'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { DayField } from '../../ui/fields/day-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useSetOverride, useTexts } from '../storefront-queries.ts'
import { ownTexts } from '../texts/own-texts.ts'
import { meanwhileWords, overrideWords as words } from '../words/override-words.ts'
import { noteName } from '../words/text-words.ts'
import { OverridePreview } from './override-preview.tsx'
import type { OverrideSubject } from './override-subject.ts'

const ordinary = ''

type Said = { readonly day: string | null; readonly note: string; readonly hide: boolean }

function saidOf(override: OverrideState | null): Said {
  const day = override?.dayIsPast ? null : (override?.day ?? null)
  return { day, note: override?.note ?? ordinary, hide: override?.hide ?? false }
}

/** A fixed day, a note or nothing instead of what follows from the plan. */
export function OverrideDialog({ subject, onDone }: { subject: OverrideSubject; onDone(): void }) {
  const { of, name, promise } = subject
  const set = useSetOverride()
  const texts = useTexts()
  // As it was read, or as somebody else left it meanwhile: confirmed again, this is a change of that.
  const [{ override, isTheirs }, setKnown] = useState({ override: subject.override, isTheirs: false })
  const [typed, setTyped] = useState<Partial<Said>>({})
  const { day, note, hide } = { ...saidOf(override), ...typed }
  const say = (said: Partial<Said>) => setTyped((before) => ({ ...before, ...said }))
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
        onError: (error) => {
          const theirs = overrideNow(error)
          if (theirs !== undefined) setKnown({ override: theirs, isTheirs: true })
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
      {isTheirs && <LineText tone="caution">{meanwhileWords(override)}</LineText>}
      <Fields>
        <DayField
          label={words.day}
          hint={words.dayHint}
          day={day}
          isOff={hide}
          onDay={(chosen) => say({ day: chosen })}
        />
        <ChoiceField
          label={words.note}
          hint={words.noteHint}
          value={note}
          isOff={hide}
          choices={[
            { value: ordinary, text: words.ownWords },
            ...[...notes].sort().map((key) => ({ value: key, text: noteName(key) })),
          ]}
          onChoose={(chosen) => say({ note: chosen })}
        />
      </Fields>
      <CheckField
        label={words.hide}
        hint={words.hideHint}
        isChosen={hide}
        onChoose={(chosen) => say({ hide: chosen })}
      />
      <OverridePreview
        promise={promise}
        override={{ day, note: note === ordinary ? null : note, hide }}
        texts={ownTexts(texts.data?.texts ?? [])}
        remark={isFixed ? words.fixedState : null}
      />
    </Dialog>
  )
}
