// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { CountsPreview, LocationCounts, OpenLocations } from '../../../web/shop/contract/shop.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'

type Location = OpenLocations['rows'][number]

const shopLocation: Location = {
  locationId: 'gid://shopify/Location/1',
  name: 'Shop location',
  fulfillsOnlineOrders: true,
  isFulfillmentService: false,
  serviceName: null,
  counts: 'shopify',
}
const store = {
  ...shopLocation,
  locationId: 'gid://shopify/Location/2',
  name: 'High Street',
  fulfillsOnlineOrders: false,
}
const depot = {
  ...{ ...shopLocation, locationId: 'gid://shopify/Location/3', name: 'Depot' },
  ...{ isFulfillmentService: true, serviceName: 'ShipFast' },
}

function opened(rows: readonly Location[], preview: CountsPreview | Error = nobody) {
  const { api } = aServer()
  const locations = vi.fn(async () => ({ rows: [...rows] }))
  const previewCounts = vi.fn(async () => {
    if (preview instanceof Error) throw preview
    return preview
  })
  const setCounts = vi.fn(async ({ locationId, counts }: { locationId: string; counts: LocationCounts }) => ({
    rows: rows.map((row) => (row.locationId === locationId ? { ...row, counts } : row)),
  }))
  open({ ...api, shop: { ...api.shop, locations, previewCounts, setCounts } }, '/check?shop=mugs.myshopify.com')
  return { locations, previewCounts, setCounts }
}

const nobody = { lines: 0, orders: 0, moreBackordered: 0, fewerBackordered: 0 }
const table = async () => within(await screen.findByRole('table', { name: 'Your locations' }))

test('each location says whether it fulfills online orders, and who writes its stock', async () => {
  opened([shopLocation, store, depot, { ...depot, locationId: 'gid://shopify/Location/4', serviceName: null }])
  const rows = (await table()).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/Shop location.*[^’]Fulfills online orders.*Shopify’s figure.*Count only received$/),
    expect.stringMatching(/High Street.*Doesn’t fulfill online orders.*Shopify’s figure/),
    expect.stringMatching(
      /Depot.*Shopify’s figure is written by ShipFast\. Backline can’t see what is oversold there\./,
    ),
    expect.stringMatching(/Depot.*Shopify’s figure is written by a fulfillment service\. Backline/),
  ])
})

test('counts only what was received once it was shown who is affected, and Shopify’s figure again', async () => {
  const { previewCounts, setCounts } = opened([shopLocation, depot], {
    ...{ lines: 3, orders: 2, moreBackordered: 5, fewerBackordered: 0 },
  })
  fireEvent.click((await table()).getByRole('button', { name: 'Count only received goods at Depot' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/Use this when ShipFast writes the stock at Depot\./)).toBeTruthy()
  expect(await dialog.findByText('Affects 3 items of 2 orders: 5 more units backordered.')).toBeTruthy()
  const wanted = { locationId: depot.locationId, counts: 'received' }
  expect(previewCounts).toHaveBeenCalledWith(wanted, expect.anything())
  expect(setCounts).not.toHaveBeenCalled()
  fireEvent.click(dialog.getByRole('button', { name: 'Count only received' }))
  expect(await (await table()).findByText('Only what you received')).toBeTruthy()
  expect(setCounts.mock.calls[0]?.[0]).toEqual(wanted)
  expect((await table()).getByText('Shopify’s figure is written by ShipFast.')).toBeTruthy()

  fireEvent.click((await table()).getByRole('button', { name: 'Use Shopify’s figure at Depot' }))
  const back = within(await screen.findByRole('dialog'))
  await back.findByText(/^Affects 3 items/)
  fireEvent.click(back.getByRole('button', { name: 'Use Shopify’s figure' }))
  await waitFor(() => expect(setCounts).toHaveBeenCalledTimes(2))
  expect(setCounts.mock.calls[1]?.[0]).toEqual({ ...wanted, counts: 'shopify' })
})

test('stays as it was where it cannot be saved, and can be changed although nobody knows who is affected', async () => {
  const { setCounts } = opened([shopLocation], unavailable())
  setCounts.mockRejectedValue(unavailable())
  fireEvent.click((await table()).getByRole('button', { name: 'Count only received goods at Shop location' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText('Couldn’t check affected orders. You can change this all the same.')).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Count only received' }))
  expect(await dialog.findByText('Couldn’t save. Try again.')).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
  expect((await table()).getByText('Shopify’s figure')).toBeTruthy()
})
