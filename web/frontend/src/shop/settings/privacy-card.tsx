import { useUrl } from '../../api/use-url.ts'
import { Card } from '../../ui/page/card.tsx'
import { TextLink } from '../../ui/text/text-link.tsx'
import { dataRequestWords as words } from '../privacy/data-request-words.ts'

/** The way to what customers asked, also when nothing waits for an answer. */
export function PrivacyCard() {
  const url = useUrl()
  return (
    <Card title={words.cardTitle} hint={words.cardText}>
      <div>
        <TextLink text={words.view} url={url('/data-requests')} />
      </div>
    </Card>
  )
}
