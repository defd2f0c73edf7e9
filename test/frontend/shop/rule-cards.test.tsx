// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { ShopRules } from '../../../web/shop/contract/shop-rules.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'

const none = { units: 0, items: 0 }
const rulesOf = (said: Partial<ShopRules> = {}): ShopRules => ({
  countsUnclaimed: true,
  unclaimed: { units: 12, items: 3 },
  countsFrom: 'placed',
  unpaid: { units: 7, items: 2 },
  scheduledDaysBefore: 0,
  keepsFinishedDays: 365,
  ...said,
})

function opened(answer: ShopRules | Error = rulesOf()) {
  const server = aServer()
  const rules = vi.fn(async () => {
    if (answer instanceof Error) throw answer
    return answer
  })
  const setRules = vi.fn(async (said: object) => ({ ...rulesOf(), ...said }) as ShopRules)
  open({ ...server.api, shop: { ...server.api.shop, rules, setRules } }, '/check?shop=mugs.myshopify.com')
  return { rules, setRules }
}

const card = async (name: string) => within(await screen.findByRole('region', { name }))

describe('orders that did not take stock', () => {
  const title = 'Orders that did not take stock'

  test('are counted unless the merchant says otherwise, with how many there are', async () => {
    const { setRules } = opened()
    const shown = await card(title)
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
    const { setRules } = opened(rulesOf({ countsUnclaimed: false, unclaimed: none }))
    setRules.mockRejectedValue(unavailable())
    const shown = await card(title)
    expect(shown.getByText('No open orders like this right now. They are not counted as backorders.')).toBeTruthy()
    fireEvent.click(shown.getByRole('button', { name: 'Count orders that did not take stock' }))
    expect(await shown.findByText('Couldn’t save. Try again.')).toBeTruthy()
    expect(shown.getByText('Left out')).toBeTruthy()
  })

  test('can be asked for again where the setting cannot be loaded', async () => {
    const { rules } = opened(unavailable())
    const shown = await card(title)
    rules.mockResolvedValue(rulesOf())
    fireEvent.click(shown.getByRole('button', { name: 'Try again' }))
    expect(await shown.findByText('Counted')).toBeTruthy()
  })
})

describe('orders that are not paid', () => {
  const title = 'From when orders count'

  test('count once they are placed unless the merchant says otherwise, with how much is not paid', async () => {
    const { setRules } = opened()
    const shown = await card(title)
    expect(
      shown.getByText('7 units of 2 items are on orders that are not paid. They wait for stock like any other order.'),
    ).toBeTruthy()
    fireEvent.click(shown.getByRole('button', { name: 'Count once paid' }))
    expect(await shown.findByText(/once they are paid\.$/)).toBeTruthy()
    expect(setRules).toHaveBeenCalledWith({ countsFrom: 'paid' })
    expect(shown.getByText('Once paid')).toBeTruthy()
  })

  test('are spoken of where there are none', async () => {
    opened(rulesOf({ unpaid: none }))
    const shown = await card(title)
    expect(shown.getByText('All open orders are paid. Unpaid orders wait for stock like any other order.')).toBeTruthy()
  })

  test('keep their setting where it cannot be saved', async () => {
    const { setRules } = opened()
    setRules.mockRejectedValue(unavailable())
    const shown = await card(title)
    fireEvent.click(shown.getByRole('button', { name: 'Count once paid' }))
    expect(await shown.findByText('Couldn’t save. Try again.')).toBeTruthy()
    expect(shown.getByText('Once placed')).toBeTruthy()
  })
})

describe('units that are scheduled', () => {
  const title = 'When scheduled units count'
  const field = (shown: Awaited<ReturnType<typeof card>>) =>
    shown.getByRole<HTMLInputElement>('textbox', { name: 'Days before their date' })

  test('join the queue as many days before their date as the merchant says', async () => {
    const { setRules } = opened(rulesOf({ scheduledDaysBefore: 3 }))
    const shown = await card(title)
    expect(field(shown).value).toBe('3')
    fireEvent.change(field(shown), { target: { value: ' 14 ' } })
    fireEvent.submit(field(shown))
    await waitFor(() => expect(setRules).toHaveBeenCalledWith({ scheduledDaysBefore: 14 }))
    await waitFor(() => expect(field(shown).value).toBe('14'))
    expect(shown.getByRole('link', { name: 'View scheduled units' }).getAttribute('href')).toContain('/scheduled')
  })

  test.each(['', '-1', '1.5', '366', 'soon', '1e2'])(
    'do not join %j days before: it stays there to be mended',
    async (typed) => {
      const { setRules } = opened()
      const shown = await card(title)
      fireEvent.change(field(shown), { target: { value: typed } })
      fireEvent.submit(field(shown))
      expect(await shown.findByText('Enter a whole number from 0 to 365')).toBeTruthy()
      expect(field(shown).value).toBe(typed)
      expect(setRules).not.toHaveBeenCalled()
    },
  )

  test('keep what was typed where it cannot be saved', async () => {
    const { setRules } = opened()
    setRules.mockRejectedValue(unavailable())
    const shown = await card(title)
    fireEvent.change(field(shown), { target: { value: '7' } })
    fireEvent.submit(field(shown))
    expect(await shown.findByText('Couldn’t save. Try again.')).toBeTruthy()
    expect(field(shown).value).toBe('7')
  })
})

describe('finished orders', () => {
  const title = 'How long finished orders are kept'
  const field = (shown: Awaited<ReturnType<typeof card>>) =>
    shown.getByRole<HTMLInputElement>('textbox', { name: 'Days after the last change of an order' })

  test('are kept as long as the merchant says', async () => {
    const { setRules } = opened()
    const shown = await card(title)
    expect(field(shown).value).toBe('365')
    fireEvent.change(field(shown), { target: { value: ' 90 ' } })
    fireEvent.submit(field(shown))
    await waitFor(() => expect(setRules).toHaveBeenCalledWith({ keepsFinishedDays: 90 }))
    await waitFor(() => expect(field(shown).value).toBe('90'))
  })

  test.each(['', '59', '3651', '90.5', 'for ever'])(
    'are not kept %j days: it stays there to be mended',
    async (typed) => {
      const { setRules } = opened()
      const shown = await card(title)
      fireEvent.change(field(shown), { target: { value: typed } })
      fireEvent.submit(field(shown))
      expect(await shown.findByText('Enter a whole number from 60 to 3,650')).toBeTruthy()
      expect(field(shown).value).toBe(typed)
      expect(setRules).not.toHaveBeenCalled()
    },
  )
})
