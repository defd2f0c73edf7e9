// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { OpenLocations } from '../../web/contract/shop.ts'
import { aServer, open } from './a-dashboard.tsx'

const shopLocation = {
  locationId: 'gid://shopify/Location/1',
  name: 'Shop location',
  fulfillsOnlineOrders: true,
  isFulfillmentService: false,
}

function opened(rows: OpenLocations['rows']) {
  const { api } = aServer()
  const locations = vi.fn(async () => ({ rows }))
  open({ ...api, shop: { ...api.shop, locations } }, '/check?shop=mugs.myshopify.com')
  return locations
}

test('each location says whether it fulfills online orders, and whose stock is written by a service', async () => {
  const store = {
    ...shopLocation,
    locationId: 'gid://shopify/Location/2',
    name: 'High Street',
    fulfillsOnlineOrders: false,
  }
  const service = { ...shopLocation, locationId: 'gid://shopify/Location/3', name: 'Depot', isFulfillmentService: true }
  opened([shopLocation, store, service])
  const table = within(await screen.findByRole('table', { name: 'Your locations' }))
  const rows = table.getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/Shop location.*[^’]Fulfills online orders.*Counted by Shopify$/),
    expect.stringMatching(/High Street.*Doesn’t fulfill online orders.*Counted by Shopify$/),
    expect.stringMatching(
      /Depot.*Fulfills online orders.*Stock here is written by a fulfillment service\. Backline can’t see what is oversold there\.$/,
    ),
  ])
})

test('of one ordinary location nothing is said', async () => {
  const locations = opened([shopLocation])
  await waitFor(() => expect(locations).toHaveBeenCalled())
  expect(screen.queryByRole('region', { name: 'Locations' })).toBeNull()
})
