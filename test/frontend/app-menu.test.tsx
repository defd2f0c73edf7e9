import { render } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { AppMenu } from '../../web/frontend/src/features/menu/app-menu.tsx'

test("the admin's menu has one way home: the app's own name", () => {
  const { container } = render(
    <MemoryRouter>
      <AppMenu />
    </MemoryRouter>,
  )
  const links = [...container.querySelectorAll('ui-nav-menu a')]
  expect(links.filter((link) => link.getAttribute('href') === '/').map((link) => link.getAttribute('rel'))).toEqual([
    'home',
  ])
  expect(links.length).toBeGreaterThan(3)
})
