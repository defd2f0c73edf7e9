/** Where every shop of the simulator and all its locations are. */
export const address = {
  address1: '34 Example Street',
  address2: null,
  city: 'Ottawa',
  zip: 'K1N 5T5',
  province: 'Ontario',
  country: 'CA',
  country_code: 'CA',
  country_name: 'Canada',
  province_code: 'ON',
}

/** As Shopify writes it on a parcel. */
export const addressLines = [
  address.address1,
  `${address.city} ${address.province_code} ${address.zip}`,
  address.country_name,
]
