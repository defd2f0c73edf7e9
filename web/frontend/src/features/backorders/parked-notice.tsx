import { useLocation } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { Notice } from '../../ui/notice.tsx'
import { parkedNotice } from '../../words/parked-words.ts'

/** Leads to what could not be processed; nothing while there is none. */
export function ParkedNotice({ parked }: { parked: number }) {
  const { search } = useLocation()
  if (parked === 0) return null
  const { title, text, action } = parkedNotice(parked)
  return (
    <Notice
      tone="info"
      title={title}
      action={{ text: action, url: `/parked${queryWithFrame(new URLSearchParams(), search)}` }}
    >
      {text}
    </Notice>
  )
}
