// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import { anAdminThatAsks, anOverview, aStorefrontServer } from './storefront-server.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const path = '/apps/backorders'

describe.each([
  {
    what: 'writing to products',
    scope: 'write_products',
    button: 'Allow it',
    without: anOverview({ off: { missingScopes: ['write_products'] } }),
    missing: /may not write to your products \(write_products\)/,
    allowed: 'Allowed. Shoppers are told in a few seconds.',
  },
  {
    what: 'a page in the shop',
    scope: 'write_app_proxy',
    button: 'Allow it: Page of everything on backorder',
    without: anOverview({ page: { path, off: { missingScopes: ['write_app_proxy'] } } }),
    missing: /may not add a page to your shop \(write_app_proxy\)/,
    allowed: 'Allowed. The page is in your shop.',
  },
])('$what that was not allowed', ({ scope, button, without, missing, allowed }) => {
  async function given() {
    const server = aStorefrontServer()
    server.overview.mockResolvedValue(without)
    open(server.api, '/storefront')
    expect(await screen.findByText(missing)).toBeTruthy()
    return server
  }
  const allow = () => screen.getByRole('button', { name: button })

  test('is asked for by Shopify, and there as soon as Backline hears of it', async () => {
    const { request, show } = anAdminThatAsks('granted-all')
    const server = await given()
    server.overview.mockResolvedValueOnce(without).mockResolvedValue(anOverview())
    fireEvent.click(allow())
    await waitFor(() => expect(show).toHaveBeenCalledExactlyOnceWith(allowed))
    expect(request).toHaveBeenCalledExactlyOnceWith([scope])
    expect(screen.queryByText(missing)).toBeNull()
    expect(screen.queryByRole('button', { name: button })).toBeNull()
  })

  test('stays so where the merchant declines, who can think again', async () => {
    const { request, show } = anAdminThatAsks('declined-all')
    const server = await given()
    const asked = server.overview.mock.calls.length
    fireEvent.click(allow())
    expect(await screen.findByText(/did not get your permission, so nothing was changed/)).toBeTruthy()
    expect(screen.getByText(missing)).toBeTruthy()
    expect(server.overview).toHaveBeenCalledTimes(asked)
    request.mockResolvedValue({ result: 'granted-all' })
    server.overview.mockResolvedValue(anOverview())
    fireEvent.click(allow())
    await waitFor(() => expect(show).toHaveBeenCalledWith(allowed))
    expect(screen.queryByText(/did not get your permission/)).toBeNull()
  })

  test('cannot be asked for outside of the admin, which is said', async () => {
    await given()
    fireEvent.click(allow())
    const said = await screen.findByText(/Open the app again from your Shopify admin and allow it there\./)
    expect(said.textContent).toContain(`(${scope})`)
  })

  test('is waited for some seconds, and then the merchant hears that Shopify has not told of it', async () => {
    const { request, show } = anAdminThatAsks('granted-all')
    await given()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    fireEvent.click(allow())
    await waitFor(() => expect(request).toHaveBeenCalled())
    await vi.advanceTimersByTimeAsync(1000)
    expect(screen.queryByText(/has not told Backline/)).toBeNull()
    await vi.advanceTimersByTimeAsync(9000)
    expect(await screen.findByText(/has not told Backline of your permission yet/)).toBeTruthy()
    expect(show).not.toHaveBeenCalled()
  })

  test('is busy while Shopify asks, and says when nobody answers', async () => {
    const { request } = anAdminThatAsks('granted-all')
    const server = await given()
    let answer: (told: { result: 'granted-all' }) => void = () => undefined
    request.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const pressed = allow()
    fireEvent.click(pressed)
    await waitFor(() => expect(pressed.getAttribute('aria-busy')).toBe('true'))
    server.overview.mockRejectedValue(unavailable())
    answer({ result: 'granted-all' })
    expect(await screen.findByText(/That did not work: Backline or Shopify does not answer/)).toBeTruthy()
  })
})
