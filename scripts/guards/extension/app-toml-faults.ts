import { parse } from 'smol-toml'
import { z } from 'zod'

const words = z.string().min(1)
const metafield = z.strictObject({
  name: words,
  description: words.optional(),
  type: z.enum(['json', 'boolean', 'date', 'date_time', 'number_integer', 'single_line_text_field']),
  access: z.strictObject({
    admin: z.enum(['merchant_read', 'merchant_read_write']).optional(),
    storefront: z.enum(['none', 'public_read']).optional(),
    customer_account: z.enum(['none', 'read', 'read_write']).optional(),
  }),
})
const owned = z.strictObject({
  metafields: z.strictObject({ app: z.record(z.string().regex(/^[a-z0-9_-]{3,64}$/), metafield) }),
})

/** Keys and shapes of shopify.app.toml that this app uses: what is not named here is a slip of the pen. */
const AppToml = z.strictObject({
  client_id: words,
  name: words.max(30),
  handle: words.max(256),
  application_url: z.url(),
  embedded: z.boolean(),
  access_scopes: z.strictObject({
    scopes: z.string().regex(/^([a-z_]+,)*[a-z_]+$/),
    optional_scopes: z.array(z.string().regex(/^[a-z_]+$/)).optional(),
    use_legacy_install_flow: z.boolean().optional(),
  }),
  auth: z.strictObject({ redirect_urls: z.array(z.url()).min(1) }),
  app_proxy: z
    .strictObject({
      url: words,
      prefix: z.enum(['apps', 'a', 'community', 'tools']),
      subpath: z.string().regex(/^[a-z0-9_-]{1,30}$/i),
    })
    .optional(),
  webhooks: z.strictObject({
    api_version: z.string().regex(/^20\d\d-(01|04|07|10)$/),
    subscriptions: z.array(
      z.strictObject({
        topics: z
          .array(z.string().regex(/^[a-z_]+\/[a-z_]+$/))
          .min(1)
          .optional(),
        compliance_topics: z.array(z.enum(['customers/data_request', 'customers/redact', 'shop/redact'])).optional(),
        uri: words,
        include_fields: z.array(words).min(1).optional(),
        filter: words.optional(),
        name: words.optional(),
      }),
    ),
  }),
  variant: owned.optional(),
  product: owned.optional(),
  order: owned.optional(),
})

export function appTomlFaults(text: string): string[] {
  const read = AppToml.safeParse(parse(text))
  return (read.error?.issues ?? []).map((issue) => `shopify.app.toml: ${[...issue.path, issue.message].join(': ')}`)
}
