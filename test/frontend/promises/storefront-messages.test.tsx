// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { messageSnippet } from '../../../web/frontend/src/promises/sentences/message-snippet.ts'
import { open, unavailable } from '../a-dashboard.tsx'
import {
  anAdminThatAsks,
  anOverview,
  aStorefrontServer,
  aText,
  aToldVariant,
  messagesOf,
  onePageOf,
  textsOf,
} from './storefront-server.ts'

const written = vi.fn<(text: string) => Promise<void>>()

beforeEach(() => {
  written.mockResolvedValue()
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: written }, configurable: true })
})
afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
  vi.unstubAllGlobals()
})

const forbidden = () => new ORPCError('FORBIDDEN', { status: 403 })

const namespace = 'app--610000002'
const off = messagesOf({ isOn: false, orders: 0 })

async function given(messages: ReturnType<typeof messagesOf>, texts = [] as ReturnType<typeof aText>[]) {
  const server = aStorefrontServer()
  server.overview.mockResolvedValue(anOverview())
  server.variants.mockResolvedValue(
    onePageOf([aToldVariant(), aToldVariant({ variantId: 'b', title: 'Enamel kettle', variantTitle: null })]),
  )
  server.texts.mockResolvedValue(textsOf(texts))
  server.messages.mockResolvedValue(messages)
  open(server.api, '/storefront')
  await screen.findByText('In your messages', { selector: 'h2' })
  return server
}

const card = () => within(screen.getByText('In your messages', { selector: 'h2' }).closest('section') ?? document.body)
const button = (name: string) => card().getByRole('button', { name })
const snippet = () => card().getByLabelText<HTMLTextAreaElement>('Text for your messages')
const chooseLanguage = (value: string) =>
  fireEvent.change(card().getByLabelText('Language of the message'), { target: { value } })

describe('messages that are off', () => {
  test('are switched on, and what to paste is there', async () => {
    const { show } = anAdminThatAsks('granted-all')
    const server = await given(off)
    expect(card().getByText('Off')).toBeTruthy()
    expect(card().queryByLabelText('Text for your messages')).toBeNull()
    expect(card().getByText('Still to come')).toBeTruthy()
    server.switchMessages.mockResolvedValue(messagesOf({ orders: 12 }))
    server.messages.mockResolvedValue(messagesOf({ orders: 12 }))
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText('12 orders have something to tell.')).toBeTruthy()
    expect(server.switchMessages).toHaveBeenCalledExactlyOnceWith({ isOn: true })
    expect(snippet().value).toContain(`order.metafields["${namespace}"].promises.value`)
    expect(show).toHaveBeenCalledExactlyOnceWith('Switched on. Now paste the text into your messages.')
  })

  test('have Shopify ask for what is missing first', async () => {
    const { request } = anAdminThatAsks('granted-all')
    const server = await given({ ...off, missingScopes: ['write_orders'] })
    expect(card().getByText(/Shopify asks you first whether it may \(write_orders\)\./)).toBeTruthy()
    server.messages.mockResolvedValue(off)
    server.switchMessages.mockResolvedValue(messagesOf())
    fireEvent.click(button('Switch on: In your messages'))
    await waitFor(() => expect(server.switchMessages).toHaveBeenCalledWith({ isOn: true }))
    expect(request).toHaveBeenCalledExactlyOnceWith(['write_orders'])
  })

  test('stay off where the merchant declines', async () => {
    anAdminThatAsks('declined-all')
    const server = await given({ ...off, missingScopes: ['write_orders'] })
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText(/did not get your permission/)).toBeTruthy()
    expect(server.switchMessages).not.toHaveBeenCalled()
  })

  test('cannot be allowed outside of the admin, which is said', async () => {
    const server = await given({ ...off, missingScopes: ['write_orders'] })
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText(/Open the app again from your Shopify admin and allow/)).toBeTruthy()
    expect(server.switchMessages).not.toHaveBeenCalled()
  })

  test('stay off where what was allowed is taken away again meanwhile', async () => {
    const server = await given(off)
    server.switchMessages.mockRejectedValue(forbidden())
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText(/has not told Backline of your permission yet/)).toBeTruthy()
  })

  test('stay off while Backline does not answer', async () => {
    const server = await given(off)
    server.switchMessages.mockRejectedValue(unavailable())
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText('That did not work: Backline does not answer. Nothing was changed.')).toBeTruthy()
    expect(card().getByText('Off')).toBeTruthy()
  })

  test('are on as soon as Backline hears of the permission that was just given', async () => {
    anAdminThatAsks('granted-all')
    const server = await given({ ...off, missingScopes: ['write_orders'] })
    const unheard = { ...off, missingScopes: ['write_orders'] }
    server.messages.mockResolvedValueOnce(unheard).mockResolvedValueOnce(off).mockResolvedValue(messagesOf())
    server.switchMessages.mockResolvedValue(messagesOf())
    fireEvent.click(button('Switch on: In your messages'))
    expect(await card().findByText('3 orders have something to tell.')).toBeTruthy()
    expect(server.switchMessages).toHaveBeenCalledExactlyOnceWith({ isOn: true })
  })

  test('are turned by keyboard, and the button keeps the focus', async () => {
    const server = await given(off)
    server.switchMessages.mockResolvedValue(messagesOf())
    server.messages.mockResolvedValue(messagesOf())
    const turn = button('Switch on: In your messages')
    turn.focus()
    fireEvent.click(turn)
    await card().findByText('3 orders have something to tell.')
    expect(document.activeElement).toBe(button('Switch off: In your messages'))
  })
})

describe('messages that are on', () => {
  test('are switched off again', async () => {
    const server = await given(messagesOf({ orders: 1 }))
    expect(card().getByText('1 order has something to tell.')).toBeTruthy()
    server.switchMessages.mockResolvedValue(off)
    server.messages.mockResolvedValue(off)
    fireEvent.click(button('Switch off: In your messages'))
    expect(await card().findByText('Off')).toBeTruthy()
    expect(server.switchMessages).toHaveBeenCalledExactlyOnceWith({ isOn: false })
    expect(card().queryByLabelText('Text for your messages')).toBeNull()
  })

  test('show the text in the language that is chosen, beside what shoppers read of an example', async () => {
    await given(messagesOf())
    expect(card().getByText(/3 of 5 × Stoneware mug - Moss green/).textContent).toMatch(
      /On backorder: expected to ship between \d+ \w+( \d{4})? and \d+ \w+( \d{4})?\.$/,
    )
    expect(card().getByText(/1 × Enamel kettle/).textContent).toMatch(/ships when it is back in stock\.$/)
    chooseLanguage('ja')
    expect(snippet().value).toBe(messageSnippet({ namespace, language: 'ja', texts: {} }))
    expect(snippet().readOnly).toBe(true)
    expect(card().getByText('後日発送する商品').closest('[lang]')?.getAttribute('lang')).toBe('ja')
    expect(card().getByText(/Stoneware mug - Moss green：5点中3点/)).toBeTruthy()
  })

  test('say it in the merchant’s own words, which are to be pasted again when they change', async () => {
    await given(messagesOf(), [aText({ language: 'de', words: 'Bei Ihnen am [day].' })])
    expect(card().queryByText(/Your own texts are in it/)).toBeNull()
    chooseLanguage('de')
    expect(snippet().value).toContain('Bei Ihnen am {{ backline_to }}.')
    expect(card().getByText(/^3 von 5 × Stoneware mug/).textContent).toMatch(/Bei Ihnen am \d+\. \S+( \d{4})?\.$/)
    expect(card().getByText(/Your own texts are in it/)).toBeTruthy()
  })

  test('are pasted where Shopify keeps its messages', async () => {
    await given(messagesOf())
    expect(card().getByText(/An order confirmation leaves before Backline has heard of the order/)).toBeTruthy()
    const way = card().getByRole('link', { name: 'Open notifications' })
    expect(way.getAttribute('href')).toBe('shopify://admin/settings/notifications')
  })

  test('are copied with a button, and of another language it is not said', async () => {
    await given(messagesOf())
    fireEvent.click(button('Copy'))
    expect(await card().findByText('Copied.')).toBeTruthy()
    expect(written).toHaveBeenCalledExactlyOnceWith(messageSnippet({ namespace, language: 'en', texts: {} }))
    chooseLanguage('de')
    expect(card().queryByText('Copied.')).toBeNull()
  })

  test('are selected to be copied by hand where the browser does not let a page copy', async () => {
    written.mockRejectedValue(new DOMException('not allowed', 'NotAllowedError'))
    await given(messagesOf())
    fireEvent.click(button('Copy'))
    expect(await card().findByText(/The text is selected: copy it by hand/)).toBeTruthy()
    expect([snippet().selectionStart, snippet().selectionEnd]).toEqual([0, snippet().value.length])
  })

  test('are copied the older way where that is left, and the button keeps the focus', async () => {
    written.mockRejectedValue(new DOMException('not allowed', 'NotAllowedError'))
    const copy = vi.fn(() => true)
    Object.defineProperty(document, 'execCommand', { value: copy, configurable: true })
    await given(messagesOf())
    button('Copy').focus()
    fireEvent.click(button('Copy'))
    expect(await card().findByText('Copied.')).toBeTruthy()
    expect(copy).toHaveBeenCalledExactlyOnceWith('copy')
    expect(document.activeElement).toBe(button('Copy'))
  })

  test('are kept in a metafield of the merchant’s own where they say nothing, and the text to paste reads that', async () => {
    const { show } = anAdminThatAsks('granted-all')
    const server = await given(messagesOf())
    const moved = messagesOf({ owner: 'merchant', namespace: 'backline' })
    server.switchMessages.mockResolvedValue(moved)
    server.messages.mockResolvedValue(moved)
    const choice = () => card().getByRole<HTMLInputElement>('checkbox', { name: /^My messages say nothing/ })
    expect(choice().checked).toBe(false)
    fireEvent.click(choice())
    await waitFor(() => expect(choice().checked).toBe(true))
    expect(server.switchMessages).toHaveBeenCalledExactlyOnceWith({ isOn: true, owner: 'merchant' })
    expect(snippet().value).toContain('order.metafields["backline"].promises.value')
    expect(show).toHaveBeenCalledExactlyOnceWith('Moved. Now paste the text into your messages again.')
    fireEvent.click(choice())
    await waitFor(() => expect(server.switchMessages).toHaveBeenLastCalledWith({ isOn: true, owner: 'app' }))
  })

  test('have no text to paste while Shopify does not say under which name', async () => {
    await given(messagesOf({ namespace: null }))
    expect(card().getByText(/is here as soon as Shopify has said under which name/)).toBeTruthy()
    expect(card().queryByLabelText('Text for your messages')).toBeNull()
  })

  test('say so where no order waits for anything', async () => {
    await given(messagesOf({ orders: 0 }))
    expect(card().getByText(/No order is waiting for anything/)).toBeTruthy()
  })

  test('say what was taken from Backline, and ask for it', async () => {
    const { request } = anAdminThatAsks('granted-all')
    const server = await given(messagesOf({ missingScopes: ['write_orders'] }))
    expect(card().getByText(/may not write to your orders any more \(write_orders\)/)).toBeTruthy()
    server.messages.mockResolvedValue(messagesOf())
    server.switchMessages.mockResolvedValue(messagesOf())
    fireEvent.click(button('Allow it'))
    await waitFor(() => expect(server.switchMessages).toHaveBeenCalledWith({ isOn: true }))
    expect(request).toHaveBeenCalledExactlyOnceWith(['write_orders'])
  })

  test('say how many orders Shopify refused', async () => {
    await given(messagesOf({ troubled: 2 }))
    expect(card().getByText(/Shopify did not take what 2 orders should tell/)).toBeTruthy()
  })

  test('are not made up where Backline does not answer, and asked for again', async () => {
    const server = aStorefrontServer()
    server.overview.mockResolvedValue(anOverview())
    server.messages.mockRejectedValue(unavailable())
    open(server.api, '/storefront')
    expect(await screen.findByText(/does not say right now whether your messages tell/)).toBeTruthy()
    server.messages.mockResolvedValue(messagesOf())
    fireEvent.click(button('Try again'))
    expect(await card().findByText('3 orders have something to tell.')).toBeTruthy()
  })
})
