// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { open, unavailable } from '../a-dashboard.tsx'
import { aListOf, aSupplier, refused } from '../suppliers/suppliers-server.ts'
import {
  anOverride,
  aStorefrontPromise,
  aStorefrontServer,
  aText,
  aToldVariant,
  onePageOf,
  textsOf,
} from './storefront-server.ts'

afterEach(() => vi.unstubAllGlobals())

const mug = 'Stoneware mug, Moss green'
const variantId = 'gid://shopify/ProductVariant/8'
const dialog = async () => within(await screen.findByRole('dialog'))

describe('the overrides', () => {
  test('are loading, failed, and none', async () => {
    const server = aStorefrontServer()
    server.overrides.mockRejectedValue(unavailable())
    open(server.api, '/storefront/overrides')
    expect(await screen.findByRole('status', { name: 'Loading overrides' })).toBeTruthy()
    const again = await screen.findByRole('button', { name: 'Try again' })
    server.overrides.mockResolvedValue(onePageOf([]))
    fireEvent.click(again)
    expect(await screen.findByText('No overrides')).toBeTruthy()
  })

  test('say what is told instead, and why one of them says nothing', async () => {
    const server = aStorefrontServer()
    const acme = { supplierId: '7', name: 'Acme' }
    server.overrides.mockResolvedValue(
      onePageOf([
        anOverride({ note: 'note-pre-sale' }),
        anOverride({ day: null, hide: true, variant: null, supplier: acme }),
        anOverride({ dayIsPast: true, variant: { ...aToldVariant({ variantId: 'b', title: 'Past' }) } }),
        anOverride({ isGone: true, variant: { ...aToldVariant({ variantId: 'c', title: 'Gone' }) } }),
      ]),
    )
    open(server.api, '/storefront/overrides')
    expect(await screen.findByText(/^Ships by .*2999, with the note “Pre sale”$/)).toBeTruthy()
    expect(screen.getByText('Everything that is bought there')).toBeTruthy()
    expect(screen.getByText('Nothing is told')).toBeTruthy()
    expect(screen.getByText('The day is past')).toBeTruthy()
    expect(screen.getByText('No longer sold')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change what is told of Gone, Moss green' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Remove the override of Gone, Moss green' })).toBeTruthy()
  })

  test('are changed from the version that was read, with what shoppers will read in sight', async () => {
    const server = aStorefrontServer()
    server.overrides.mockResolvedValue(onePageOf([anOverride()]))
    server.texts.mockResolvedValue(textsOf([aText({ key: 'note-pre-sale', words: 'Pre-sale, yours by [day].' })]))
    server.override.mockResolvedValue({ override: null })
    open(server.api, '/storefront/overrides')
    fireEvent.click(await screen.findByRole('button', { name: `Change what is told of ${mug}` }))
    const asked = await dialog()
    expect(asked.getByText('On backorder: expected to ship by 24 December 2999.')).toBeTruthy()
    fireEvent.change(await asked.findByLabelText('Note'), { target: { value: 'note-pre-sale' } })
    expect(asked.getByText('Pre-sale, yours by 24 December 2999.')).toBeTruthy()
    fireEvent.click(asked.getByRole('checkbox', { name: 'Say nothing' }))
    expect(asked.getByText('Nothing is shown.')).toBeTruthy()
    expect(asked.getByLabelText('Ships by')).toHaveProperty('disabled', true)
    fireEvent.click(asked.getByRole('checkbox', { name: 'Say nothing' }))
    fireEvent.click(asked.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(server.override).toHaveBeenCalledWith({
      of: { variantId },
      day: '2999-12-24',
      note: 'note-pre-sale',
      hide: false,
      version: 9,
    })
  })

  test('keep what was typed where somebody else was faster, whose words are told', async () => {
    const server = aStorefrontServer()
    server.overrides.mockResolvedValue(onePageOf([anOverride({ note: null })]))
    const data = {
      reason: 'changed-meanwhile',
      override: anOverride({ day: null, note: 'note-pre-sale', version: 10 }),
    }
    server.override.mockRejectedValueOnce(new ORPCError('CONFLICT', { status: 409, message: 'Too late.', data }))
    server.override.mockResolvedValueOnce({ override: null })
    open(server.api, '/storefront/overrides')
    fireEvent.click(await screen.findByRole('button', { name: `Change what is told of ${mug}` }))
    const asked = await dialog()
    fireEvent.change(asked.getByLabelText('Ships by'), { target: { value: '2999-12-30' } })
    fireEvent.click(asked.getByRole('button', { name: 'Save' }))
    expect(await asked.findByText(/^It is now: The note “Pre sale”\. What you entered is kept/)).toBeTruthy()
    expect(asked.getByLabelText('Note')).toHaveProperty('value', 'note-pre-sale')
    fireEvent.click(asked.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(server.override).toHaveBeenLastCalledWith({
        ...{ of: { variantId }, day: '2999-12-30', note: 'note-pre-sale', hide: false, version: 10 },
      }),
    )
  })

  test('are removed after a question, and stay where that is refused', async () => {
    const server = aStorefrontServer()
    server.overrides.mockResolvedValue(onePageOf([anOverride()]))
    server.override.mockRejectedValueOnce(refused(409, 'Somebody else changed what shoppers are told.'))
    server.override.mockResolvedValueOnce({ override: null })
    open(server.api, '/storefront/overrides')
    fireEvent.click(await screen.findByRole('button', { name: `Remove the override of ${mug}` }))
    const asked = await dialog()
    fireEvent.click(asked.getByRole('button', { name: 'Remove' }))
    expect(await asked.findByText('Somebody else changed what shoppers are told.')).toBeTruthy()
    server.overrides.mockResolvedValue(onePageOf([]))
    fireEvent.click(asked.getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('No overrides')).toBeTruthy()
    expect(server.override).toHaveBeenLastCalledWith({ of: { variantId }, version: 9 })
  })
})

describe('a new override', () => {
  test('is of a product that is told of, or of any that is found', async () => {
    const server = aStorefrontServer()
    const hidden = aToldVariant({ variantId: 'b', title: 'Hidden', promise: aStorefrontPromise({ hide: true }) })
    server.variants.mockResolvedValue(onePageOf([aToldVariant(), hidden]))
    const { address } = open(server.api, '/storefront/overrides/add')
    expect(await screen.findByText('On backorder: expected to ship by 4 December 2999.')).toBeTruthy()
    expect(screen.getByText('Nothing is told')).toBeTruthy()
    expect(server.variants).toHaveBeenLastCalledWith({ promised: 'yes' })
    fireEvent.click(screen.getByRole('link', { name: 'All products' }))
    fireEvent.change(screen.getByLabelText('Search products'), { target: { value: 'mug' } })
    await waitFor(() => expect(server.variants).toHaveBeenLastCalledWith({ promised: 'any', query: 'mug' }))
    expect(address()).toBe('/storefront/overrides/add?show=all&query=mug')
  })

  test('is not saved while it says nothing, nor with a day that the server refuses', async () => {
    const server = aStorefrontServer()
    server.variants.mockResolvedValue(onePageOf([aToldVariant()]))
    server.override.mockRejectedValueOnce(refused(422, 'The day 2020-01-01 is past.'))
    open(server.api, '/storefront/overrides/add')
    fireEvent.click(await screen.findByRole('button', { name: `Change what is told of ${mug}` }))
    const asked = await dialog()
    expect(asked.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
    fireEvent.change(asked.getByLabelText('Ships by'), { target: { value: '2020-01-01' } })
    fireEvent.click(asked.getByRole('button', { name: 'Save' }))
    expect(await asked.findByText('The day 2020-01-01 is past.')).toBeTruthy()
    expect(server.override).toHaveBeenCalledWith(
      expect.objectContaining({ of: { variantId }, day: '2020-01-01', note: null, version: null }),
    )
  })

  test('tells no day of what cannot be ordered any more', async () => {
    const server = aStorefrontServer()
    const promise = aStorefrontPromise({ state: 'discontinued', from: null, to: null, room: 0 })
    server.variants.mockResolvedValue(onePageOf([aToldVariant({ promise })]))
    open(server.api, '/storefront/overrides/add')
    fireEvent.click(await screen.findByRole('button', { name: `Change what is told of ${mug}` }))
    const asked = await dialog()
    fireEvent.change(asked.getByLabelText('Ships by'), { target: { value: '2999-01-01' } })
    expect(asked.getByText('Discontinued: no longer available.')).toBeTruthy()
    expect(asked.getByText(/a day or note is not told until it can/)).toBeTruthy()
  })

  test('is of a supplier, from what is told of it already', async () => {
    const server = aStorefrontServer()
    const { name, supplierId } = aSupplier()
    server.overrides.mockResolvedValue(
      onePageOf([anOverride({ day: null, hide: true, variant: null, supplier: { supplierId, name }, version: 3 })]),
    )
    server.override.mockResolvedValue({ override: null })
    const suppliers = { ...server.api.suppliers, list: async () => aListOf([aSupplier()]) }
    open({ ...server.api, suppliers }, '/storefront/overrides/add?show=suppliers')
    fireEvent.click(await screen.findByRole('button', { name: `Change what is told of ${name}` }))
    const asked = await dialog()
    fireEvent.click(asked.getByRole('checkbox', { name: 'Say nothing' }))
    fireEvent.click(asked.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(server.override).toHaveBeenCalledWith(expect.objectContaining({ version: 3 })))
    expect(server.override.mock.lastCall?.[0]).toMatchObject({ of: { supplierId }, day: null, note: null, hide: false })
  })

  test.each([
    ['', 'Shoppers are told of no product now'],
    ['?query=lamp', 'Nothing matches your search'],
    ['?show=all&query=lamp', 'Nothing matches your search'],
  ])('cannot be chosen where there is nothing to choose: %s', async (query, words) => {
    const server = aStorefrontServer()
    server.variants.mockResolvedValue(onePageOf([]))
    open(server.api, `/storefront/overrides/add${query}`)
    expect(await screen.findByText(words)).toBeTruthy()
  })
})
