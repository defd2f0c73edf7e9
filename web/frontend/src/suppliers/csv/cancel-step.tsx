import { useNavigate } from 'react-router'
import { refusalOf } from '../../api/faults.ts'
import { Confirmation } from '../../ui/page/confirmation.tsx'
import { useCancelUpload } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'

type Props = {
  readonly uploadId: string
  /** Where one is then. */
  readonly target: string
  onKeep(): void
}

/** Throws a file away after a question. */
export function CancelStep({ uploadId, target, onKeep }: Props) {
  const cancel = useCancelUpload(uploadId)
  const navigate = useNavigate()
  return (
    <Confirmation
      title={words.cancelTitle}
      text={words.cancelText}
      trouble={cancel.isError ? (refusalOf(cancel.error) ?? words.trouble) : null}
      confirm={{
        text: words.cancel,
        isCritical: true,
        onChoose: () => cancel.mutate(undefined, { onSuccess: () => void navigate(target) }),
      }}
      further={null}
      cancelText={words.keep}
      isBusy={cancel.isPending}
      onCancel={onKeep}
    />
  )
}
