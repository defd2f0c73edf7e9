import type { OpenLocations } from '../../../../shop/contract/shop.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { Dialog } from '../../ui/page/dialog.tsx'
import { LineText } from '../../ui/text/line-text.tsx'
import { useCountsPreview, useSetCounts } from './location-queries.ts'
import { countsPreviewWords, countsWords } from './location-words.ts'

type Props = { readonly location: OpenLocations['rows'][number]; onClose(): void }

/** Counts Shopify's figure at a location, or only what was received there; what that changes is shown first. */
export function CountsDialog({ location, onClose }: Props) {
  const { locationId, name } = location
  const counts = location.counts === 'received' ? 'shopify' : 'received'
  const words = countsWords[counts]
  const preview = useCountsPreview({ locationId, counts })
  const change = useSetCounts()
  return (
    <Dialog
      title={words.dialogTitle(name)}
      trouble={change.isError ? (refusalOf(change.error) ?? countsWords.failed) : null}
      confirm={{
        text: words.turn,
        isBusy: change.isPending,
        isOff: preview.isLoading,
        onConfirm: () =>
          change.mutate(
            { locationId, counts },
            {
              onSuccess: () => {
                showToast(words.done(name))
                onClose()
              },
            },
          ),
      }}
      closeText={countsWords.cancel}
      onClose={onClose}
    >
      <LineText>{words.dialogText(location)}</LineText>
      <div role="status">
        {preview.data !== undefined && <LineText>{countsPreviewWords(preview.data)}</LineText>}
        {preview.isLoading && <LineText tone="subdued">{countsWords.asking}</LineText>}
        {preview.isError && <LineText tone="subdued">{countsWords.notKnown}</LineText>}
      </div>
    </Dialog>
  )
}
