// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { ShopRules } from '../../web/contract/shop-rules.ts'
import { aServer, open, unavailable } from './a-dashboard.tsx'

const none = { units: 0, items: 0 }
const counted: ShopRules = {
  countsUnclaimed: true,
  unclaimed: { units: 12, items: 3 },
  countsFrom: 'placed',
  unpaid: none,
  scheduledDaysBefore: 0,
}

function opened(answer: ShopRules | Error) {
  const server = aServer()
  const rules = vi.fn(async () => {
    if (answer instanceof Error) throw answer
    return answer
  })
  const setRules = vi.fn(
    async (said: { countsUnclaimed?: boolean | undefined }) => ({ ...counted, ...said }) as ShopRules,
  )
  const api = { ...server.api, shop: { ...server.api.shop, rules, setRules } }
  open(api, '/check?shop=mugs.myshopify.com')
  return { rules, setRules }
}

const card = async () => within(await screen.findByRole('region', { name: 'Orders that did not take stock' }))

describe('orders that did not take stock', () => {
  test('are counted unless the merchant says otherwise, with how many there are', async () => {
    const { setRules } = opened(counted)
    const shown = await card()
    expect(
      shown.getByText(
        '12 units of 3 items are owed by orders that did not take stock. They count as backorders when stock runs out.',
      ),
    ).toBeTruthy()
    fireEvent.click(shown.getByRole('button', { name: 'Leave out orders that did not take stock' }))
    expect(await shown.findByText(/They are not counted as backorders\.$/)).toBeTruthy()
    expect(setRules).toHaveBeenCalledWith({ countsUnclaimed: false })
    expect(shown.getByText('Left out')).toBeTruthy()
  })

  test('keep their setting where it cannot be saved, and say so', async () => {
    const { setRules } = opened({ ...counted, countsUnclaimed: false, unclaimed: none })
    setRules.mockRejectedValue(unavailable())
    const shown = await card()
    expect(shown.getByText('No open orders like this right now. They are not counted as backorders.')).toBeTruthy()
    fireEvent.click(shown.getByRole('button', { name: 'Count orders that did not take stock' }))
    expect(await shown.findByText('Couldn’t save. Try again.')).toBeTruthy()
    expect(shown.getByText('Left out')).toBeTruthy()
  })

  test('can be asked for again where the setting cannot be loaded', async () => {
    const { rules } = opened(unavailable())
    const shown = await card()
    rules.mockResolvedValue(counted)
    fireEvent.click(shown.getByRole('button', { name: 'Try again' }))
    expect(await shown.findByText('Counted')).toBeTruthy()
  })
})
