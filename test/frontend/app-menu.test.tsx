import { fireEvent, render } from '@testing-library/react'
import { MemoryRouter, useLocation } from 'react-router'
import { expect, test } from 'vitest'
import { AppMenu } from '../../web/frontend/src/app/app-menu.tsx'

function openMenu() {
  let address = ''
  function Watch() {
    address = useLocation().pathname
    return null
  }
  const { container } = render(
    <MemoryRouter>
      <Watch />
      <AppMenu />
    </MemoryRouter>,
  )
  return { links: [...container.querySelectorAll('s-app-nav > s-link')], address: () => address }
}

test("the admin's menu has one way home: the app's own name", () => {
  const { links } = openMenu()
  expect(links.filter((link) => link.getAttribute('href') === '/').map((link) => link.getAttribute('rel'))).toEqual([
    'home',
  ])
  expect(links.length).toBeGreaterThan(3)
})

test('an entry leads where App Bridge clicks it, and where it tells of it', () => {
  const { links, address } = openMenu()
  const entry = (name: string) => links.find(({ textContent }) => textContent === name) ?? document.body
  expect(fireEvent.click(entry('Suppliers')), 'a click that is taken').toBe(false)
  expect(address()).toBe('/suppliers')
  const told = new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true })
  expect(fireEvent(entry('Receive'), told), 'a wish that is taken').toBe(false)
  expect(address()).toBe('/receive')
})
