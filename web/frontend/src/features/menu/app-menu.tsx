import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../../api/frame-address.ts'
import { MenuLinks } from '../../ui/menu-links.tsx'
import { menuEntries } from '../../words/menu-words.ts'

export function AppMenu() {
  const { search } = useLocation()
  const navigate = useNavigate()
  return (
    <MenuLinks
      entries={menuEntries}
      onGo={(url) => void navigate(url + queryWithFrame(new URLSearchParams(), search))}
    />
  )
}
