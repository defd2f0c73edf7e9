// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ShopRules } from '../../web/contract/shop-rules.ts'
import { aServer, open, unavailable } from './a-dashboard.tsx'

const placed: ShopRules = {
  countsUnclaimed: true,
  unclaimed: { units: 0, items: 0 },
  countsFrom: 'placed',
  unpaid: { units: 7, items: 2 },
  scheduledDaysBefore: 0,
}

function opened() {
  const server = aServer()
  const rules = vi.fn(async () => placed)
  const setRules = vi.fn(async (said: object) => ({ ...placed, ...said }) as ShopRules)
  open({ ...server.api, shop: { ...server.api.shop, rules, setRules } }, '/check?shop=mugs.myshopify.com')
  return { setRules }
}

const card = async () => within(await screen.findByRole('region', { name: 'From when orders count' }))

test('orders count once they are placed unless the merchant says otherwise, with how much is not paid', async () => {
  const { setRules } = opened()
  const shown = await card()
  expect(
    shown.getByText('7 units of 2 items are on orders that are not paid. They wait for stock like any other order.'),
  ).toBeTruthy()
  fireEvent.click(shown.getByRole('button', { name: 'Count once paid' }))
  expect(await shown.findByText(/once they are paid\.$/)).toBeTruthy()
  expect(setRules).toHaveBeenCalledWith({ countsFrom: 'paid' })
  expect(shown.getByText('Once paid')).toBeTruthy()
})

test('a rule that cannot be saved stays, and says so', async () => {
  const { setRules } = opened()
  setRules.mockRejectedValue(unavailable())
  const shown = await card()
  fireEvent.click(shown.getByRole('button', { name: 'Count once paid' }))
  expect(await shown.findByText('Couldn’t save. Try again.')).toBeTruthy()
  expect(shown.getByText('Once placed')).toBeTruthy()
})
