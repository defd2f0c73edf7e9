// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { statusesIn } from '../../../web/frontend/src/api/theme-blocks.ts'
import { aShop, open, unavailable } from '../a-dashboard.tsx'
import {
  anAdminWith,
  anOverview,
  aStorefrontPromise,
  aStorefrontServer,
  aText,
  aToldVariant,
  onePageOf,
  textsOf,
} from './storefront-server.ts'

afterEach(() => vi.unstubAllGlobals())

const all = { 'product-promise': 'active', 'cart-promise': 'active', 'promise-badge': 'active' } as const

function anAnswering() {
  const server = aStorefrontServer()
  server.overview.mockResolvedValue(anOverview())
  return server
}
const offer = (name: string) => within(screen.getByText(name, { selector: 'li span' }).closest('li') ?? document.body)
const tiles = () => screen.getByRole('list', { name: 'What shoppers see in each situation' })
const tile = (name: string) => within(within(tiles()).getByText(name).closest('li') ?? document.body)

describe('what is in the theme', () => {
  test('is said of each block, with the way into the theme editor', async () => {
    anAdminWith({ ...all, 'cart-promise': 'available', 'promise-badge': 'unavailable' })
    open(anAnswering().api, '/storefront')
    const cart = await screen.findByRole('link', { name: 'Switch on: Line in the cart' })
    expect(cart.getAttribute('href')).toBe(
      'shopify://admin/themes/current/editor?template=cart&context=apps&activateAppId=key%2Fcart-promise',
    )
    expect(cart.getAttribute('target')).toBe('_top')
    expect(offer('Line in the cart').getByText('Off')).toBeTruthy()
    expect(offer('Notice on product pages').getByText('On')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Look at it: Notice on product pages' }).getAttribute('href')).toBe(
      'shopify://admin/themes/current/editor?template=product',
    )
    expect(offer('Badge on product cards').getByText('No place in this theme')).toBeTruthy()
    expect(offer('Badge on product cards').queryByRole('link')).toBeNull()
  })

  test('is a warning where shoppers see nothing at all', async () => {
    anAdminWith({ ...all, 'product-promise': 'available' })
    open(anAnswering().api, '/storefront')
    expect(await screen.findByText(/Shoppers see nothing of it yet/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Switch on: Notice on product pages' }).getAttribute('href')).toContain(
      'addAppBlockId=key%2Fproduct-promise&target=mainSection',
    )
  })

  test('leads to the theme editor alone where only the merchant knows the place of a badge', async () => {
    anAdminWith({ ...all, 'promise-badge': 'available' })
    open(anAnswering().api, '/storefront')
    const link = await screen.findByRole('link', { name: 'Switch on: Badge on product cards' })
    expect(link.getAttribute('href')).toContain('addAppBlockId=key%2Fpromise-badge')
    expect(link.getAttribute('href')).not.toContain('target')
  })

  test('is not made up where Shopify does not say, and is asked for again', async () => {
    const { extensions } = anAdminWith(null)
    open(anAnswering().api, '/storefront')
    fireEvent.click(await screen.findByRole('button', { name: 'Ask again' }))
    await waitFor(() => expect(extensions).toHaveBeenCalledTimes(2))
    expect(offer('Line in the cart').queryByText(/^(On|Off)$/)).toBeNull()
  })

  test('is not known outside of the admin', async () => {
    open(anAnswering().api, '/storefront')
    expect(await screen.findByText(/Open Backline from your Shopify admin to see/)).toBeTruthy()
  })

  test.each([
    [all, 'Shoppers are told on product pages, in the cart and on product cards.'],
    [
      { ...all, 'cart-promise': 'available' as const },
      'Shoppers are told on product pages and on product cards. Switched off: the line in the cart.',
    ],
    [
      { ...all, 'product-promise': 'available' as const },
      'Shoppers see nothing of it yet: the notice on product pages is switched off.',
    ],
    [null, 'Shopify does not say right now what is switched on in your theme.'],
  ])('is one sentence on the home page: %#', async (blocks, sentence) => {
    anAdminWith(blocks)
    const { api } = aStorefrontServer()
    open({ ...api, shop: { ...api.shop, find: async () => aShop() } }, '/')
    expect(await screen.findByText(sentence)).toBeTruthy()
    const card = within(screen.getByRole('region', { name: 'In your shop' }))
    expect(card.getByRole('link', { name: 'Storefront' }).getAttribute('href')).toBe('/storefront')
  })

  test('is switched on from the home page too', async () => {
    anAdminWith({ ...all, 'cart-promise': 'available' })
    const { api } = aStorefrontServer()
    open({ ...api, shop: { ...api.shop, find: async () => aShop() } }, '/')
    const link = await screen.findByRole('link', { name: 'Switch on: Line in the cart' })
    expect(link.getAttribute('href')).toContain('activateAppId=key%2Fcart-promise')
  })

  test('is read from whatever the admin answers, by the names of the blocks', () => {
    const unknown = { 'product-promise': 'unknown', 'cart-promise': 'unknown', 'promise-badge': 'unknown' }
    expect(statusesIn([])).toEqual(unknown)
    const checkout = { type: 'ui_extension', handle: 'x', activations: [{ target: 'admin.home' }] }
    const odd = { type: 'theme_app_extension', activations: [{ handle: 'product-promise', status: 'dreaming' }, 4] }
    expect(statusesIn([checkout, odd])).toEqual(unknown)
    expect(() => statusesIn(undefined)).toThrow()
  })
})

describe('what shoppers see', () => {
  test('is loading before it is there', async () => {
    open(aStorefrontServer().api, '/storefront')
    expect(await screen.findByRole('status', { name: 'Loading what shoppers are told' })).toBeTruthy()
  })

  test('cannot be shown while nobody answers, and is there on another try', async () => {
    const server = aStorefrontServer()
    server.overview.mockRejectedValue(unavailable())
    open(server.api, '/storefront')
    const again = await screen.findByRole('button', { name: 'Try again' })
    server.overview.mockResolvedValue(anOverview())
    fireEvent.click(again)
    expect(await screen.findByText('All of it is in your shop, on 16 variants.')).toBeTruthy()
  })

  test('is shown of every situation, real where the shop has one', async () => {
    const server = aStorefrontServer()
    const made = {
      ...aToldVariant({ variantId: 'a', title: 'Linen apron' }),
      promise: aStorefrontPromise({ state: 'made-to-order' }),
    }
    const real = { ...aToldVariant(), promise: aStorefrontPromise() }
    server.overview.mockResolvedValue(anOverview({ samples: [real, made] }))
    const undated = aToldVariant({ variantId: 'b', title: 'Enamel kettle', promise: aStorefrontPromise({ to: null }) })
    const ordinary = aToldVariant({ variantId: 'c', title: 'Walnut board', promise: null })
    server.variants.mockResolvedValue(onePageOf([real, undated, ordinary]))
    open(server.api, '/storefront')
    const list = await screen.findByRole('list', { name: 'What shoppers see in each situation' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(10)
    expect(tile('With a day').getByText('In your shop now')).toBeTruthy()
    expect(tile('With a day').getByText('On backorder: expected to ship by 4 December 2999.')).toBeTruthy()
    expect(tile('Made to order').getByText('Linen apron')).toBeTruthy()
    expect(tile('Without a day').getByText('Enamel kettle')).toBeTruthy()
    expect(tile('Without a day').getByText('In your shop now')).toBeTruthy()
    expect(tile('More than is in stock').getByText('Walnut board')).toBeTruthy()
    expect(tile('The last ones').getByText('Example')).toBeTruthy()
    expect(tile('The last ones').getByText('Discontinued: only 2 left.')).toBeTruthy()
    expect(tile('Delayed').getByText('On backorder: delayed, new date to follow.')).toBeTruthy()
  })

  test('is shown in the language that is chosen, and in the merchant’s words', async () => {
    const server = aStorefrontServer()
    server.overview.mockResolvedValue(anOverview())
    server.texts.mockResolvedValue(textsOf([aText({ language: 'de', words: 'Bei Ihnen am [day].' })]))
    open(server.api, '/storefront')
    fireEvent.change(await screen.findByLabelText('Language of the shopper'), { target: { value: 'de' } })
    const words = await screen.findByText('Bei Ihnen am 4. Dezember 2999.')
    expect(words.closest('[lang]')?.getAttribute('lang')).toBe('de')
    expect(tile('Discontinued').getByText('Eingestellt: nicht mehr erhältlich.')).toBeTruthy()
  })

  test('is an example in a shop that is short of nothing, or has nothing at all', async () => {
    const server = aStorefrontServer()
    const promised = { backorder: 0, 'made-to-order': 0, discontinued: 0, 'limit-reached': 0 }
    server.overview.mockResolvedValue(anOverview({ promised, published: 0, samples: [] }))
    open(server.api, '/storefront')
    expect(await screen.findByText(/No variant is short or limited/)).toBeTruthy()
    expect(screen.getAllByText('Example')).toHaveLength(10)
    expect(screen.getAllByText('A product of your shop')).toHaveLength(10)
  })

  test('is also a page of its own, where Backline may add one', async () => {
    const server = aStorefrontServer()
    server.overview.mockResolvedValue(anOverview({ page: { path: '/a/waiting', off: null } }))
    open(server.api, '/storefront')
    expect(await screen.findByText(/at \/a\/waiting in your shop/)).toBeTruthy()
    expect(offer('Page of everything on backorder').getByText('On')).toBeTruthy()
    const off = { missingScopes: ['write_app_proxy'] }
    server.overview.mockResolvedValue(anOverview({ page: { path: '/a/waiting', off } }))
    expect(await screen.findByText(/may not add a page to your shop \(write_app_proxy\)/)).toBeTruthy()
    expect(offer('Page of everything on backorder').getByText('Off')).toBeTruthy()
  })

  test('says what is missing where nothing may be published, and how much is on its way', async () => {
    const server = aStorefrontServer()
    const off = { missingScopes: ['write_products'] }
    server.overview.mockResolvedValue(anOverview({ off, published: 0, waiting: 3, hidden: 2 }))
    open(server.api, '/storefront')
    expect(await screen.findByText('Shoppers are told nothing yet')).toBeTruthy()
    expect(screen.getByText(/may not write to your products \(write_products\)/)).toBeTruthy()
    expect(screen.getByText(/3 changes on the way to your shop\. Of 2 variants you have nothing told\./)).toBeTruthy()
  })

  test('says of a permission that was taken back that what is in the shop stays as it is', async () => {
    const server = aStorefrontServer()
    server.overview.mockResolvedValue(anOverview({ off: { missingScopes: ['write_products'] } }))
    open(server.api, '/storefront')
    expect(await screen.findByText('Shoppers read what was told before, and nothing new')).toBeTruthy()
  })
})
