// Personal data as Shopify sends it unless a subscription's `include_fields` leave it out. Everyone here is invented.

import type { Order } from '../state.ts'

const address = {
  first_name: 'Steve',
  last_name: 'Shipper',
  address1: '123 Shipping Street',
  address2: null,
  phone: '555-555-0123',
  city: 'Shippington',
  zip: '40003',
  province: 'Kentucky',
  country: 'United States',
  company: null,
  name: 'Steve Shipper',
  country_code: 'US',
  province_code: 'KY',
}

export function shopperPayload(order: Order) {
  return {
    contact_email: 'jon@example.com',
    email: 'jon@example.com',
    phone: '555-555-0123',
    billing_address: address,
    shipping_address: address,
    customer: {
      id: 115310627314723954n,
      first_name: 'Jon',
      last_name: 'Snow',
      email: 'jon@example.com',
      note: order.customer,
      admin_graphql_api_id: 'gid://shopify/Customer/115310627314723954',
    },
  }
}
