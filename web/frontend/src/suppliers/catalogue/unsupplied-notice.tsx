import { useUrl } from '../../api/use-url.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { unsuppliedNotice } from '../catalogue-words.ts'

/** Says that something needs ordering and cannot be, as nobody supplies it. */
export function UnsuppliedNotice({ count }: { count: number }) {
  const url = useUrl()
  if (count === 0) return null
  const { title, text, action } = unsuppliedNotice(count)
  return (
    <Notice tone="info" title={title} action={{ text: action, url: url('/suppliers/unsupplied') }}>
      {text}
    </Notice>
  )
}
