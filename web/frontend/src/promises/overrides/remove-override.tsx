import { useState } from 'react'
import { overrideNow, refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useSetOverride } from '../storefront-queries.ts'
import { nowWords, overrideWords as words } from '../words/override-words.ts'
import type { OverrideSubject } from './override-subject.ts'

/** Asks before what follows from the plan is told again. */
export function RemoveOverride({ subject, onDone }: { subject: OverrideSubject; onDone(): void }) {
  const { of, name } = subject
  const set = useSetOverride()
  // As it was read, or as somebody else left it meanwhile: confirmed again, that is removed.
  const [{ override, isTheirs }, setKnown] = useState({ override: subject.override, isTheirs: false })
  const remove = () =>
    set.mutate(
      { of, version: override?.version ?? null },
      {
        onSuccess: () => {
          showToast(words.removed)
          onDone()
        },
        onError: (error) => {
          const theirs = overrideNow(error)
          if (theirs !== undefined) setKnown({ override: theirs, isTheirs: true })
        },
      },
    )
  return (
    <Confirmation
      title={words.removeTitle(name)}
      text={isTheirs ? `${nowWords(override)} ${words.removeText}` : words.removeText}
      trouble={set.isError ? (refusalOf(set.error) ?? words.trouble) : null}
      confirm={{ text: words.remove, isCritical: true, onChoose: remove }}
      further={null}
      cancelText={words.cancel}
      isBusy={set.isPending}
      onCancel={onDone}
    />
  )
}
