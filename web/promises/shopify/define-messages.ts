import { ShopifyRefused } from '../../platform/errors.ts'
import type { AdminClient } from '../../platform/shopify/admin-client.ts'
import { merchantsNamespace } from '../rules/metafield-owner.ts'

// Whoever writes metafields without a definition leaves the merchant with unnamed ones under Settings > Custom data.
const definition = {
  ownerType: 'ORDER',
  namespace: merchantsNamespace,
  key: 'promises',
  name: 'Backorder promises',
  type: 'json',
}

/** It is there already, made by us or by the merchant. */
const isThere = new Set(['TAKEN', 'UNSTRUCTURED_ALREADY_EXISTS'])

/**
 * Defines the merchant's metafield that messages read of an order; done twice it changes nothing. Throws `ShopifyBusy`,
 * `AccessLost` or `ShopifyRefused`:
 * https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldDefinitionCreate
 */
export async function defineMessages(admin: AdminClient, shop: string): Promise<void> {
  try {
    await admin.run(shop, 'define-messages', { definition }, 'behind others')
  } catch (error) {
    if (!(error instanceof ShopifyRefused && isThere.has(error.code))) throw error
  }
}
