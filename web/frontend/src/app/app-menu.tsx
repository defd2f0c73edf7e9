import { useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { queryWithFrame } from '../api/frame-address.ts'
import { MenuLinks } from '../ui/page/menu-links.tsx'
import { menuEntries } from './menu-words.ts'

export function AppMenu() {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const go = useCallback(
    (url: string) => {
      // As a link to where one is already: Back does not lead to the same page.
      void navigate(url + queryWithFrame(new URLSearchParams(), search), { replace: url === pathname })
    },
    [navigate, pathname, search],
  )
  return <MenuLinks entries={menuEntries} onGo={go} />
}
