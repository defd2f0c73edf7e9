import { Notice } from '../ui/notices/notice.tsx'
import { Progress } from '../ui/notices/progress.tsx'
import { Card } from '../ui/page/card.tsx'
import { useImport } from './import-queries.ts'
import { importHint, importStep, importTimeLeft, importWords, strangerWords } from './import-words.ts'

/** How long its result stays on the page. */
const toldForMs = 24 * 3_600_000

/** How far the import is; for a day after it, what it could not read. Otherwise nothing. */
export function ImportCard() {
  const { data } = useImport()
  const current = data?.current
  if (!current) return null
  if (current.finishedAt === null) {
    return (
      <Card title={importWords.title} hint={importHint(current)}>
        <Progress share={current.share} text={importStep(current)} remark={importTimeLeft(current)} />
      </Card>
    )
  }
  const words = strangerWords(current)
  if (words === null || Date.now() - Date.parse(current.finishedAt) > toldForMs) return null
  return (
    <Notice tone="info" title={words.title}>
      {words.text}
    </Notice>
  )
}
