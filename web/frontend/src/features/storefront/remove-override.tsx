import { refusalOf } from '../../api/faults.ts'
import { useSetOverride } from '../../api/storefront-queries.ts'
import { showToast } from '../../api/toast.ts'
import { Confirmation } from '../../ui/confirmation.tsx'
import { overrideWords as words } from '../../words/override-words.ts'
import type { OverrideSubject } from './override-subject.ts'

/** Asks before what follows from the plan is told again. */
export function RemoveOverride({ subject, onDone }: { subject: OverrideSubject; onDone(): void }) {
  const { of, name, override } = subject
  const set = useSetOverride()
  const remove = () =>
    set.mutate(
      { of, version: override?.version ?? null },
      {
        onSuccess: () => {
          showToast(words.removed)
          onDone()
        },
      },
    )
  return (
    <Confirmation
      title={words.removeTitle(name)}
      text={words.removeText}
      trouble={set.isError ? (refusalOf(set.error) ?? words.trouble) : null}
      confirm={{ text: words.remove, isCritical: true, onChoose: remove }}
      further={null}
      cancelText={words.cancel}
      isBusy={set.isPending}
      onCancel={onDone}
    />
  )
}
