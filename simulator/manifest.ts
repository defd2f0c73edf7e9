// What `shopify app deploy` would have told Shopify: the app's manifest, read as a file.

import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { z } from 'zod'

const subscription = z.object({
  topics: z.array(z.string()).default([]),
  compliance_topics: z.array(z.string()).default([]),
  uri: z.string(),
  include_fields: z.array(z.string()).optional(),
  name: z.string().optional(),
})

const metafields = z.object({ metafields: z.object({ app: z.record(z.string(), z.unknown()) }) })

const manifestFile = z.object({
  name: z.string(),
  handle: z.string(),
  access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()).default([]) }),
  app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }).optional(),
  webhooks: z.object({ api_version: z.string(), subscriptions: z.array(subscription) }),
  order: metafields.optional(),
  product: metafields.optional(),
  variant: metafields.optional(),
})

type Subscription = {
  readonly topic: string
  readonly uri: string
  readonly includeFields: readonly string[] | undefined
  readonly name: string | undefined
}

export type Manifest = {
  readonly name: string
  readonly handle: string
  readonly scopes: readonly string[]
  readonly optionalScopes: readonly string[]
  readonly apiVersion: string
  /** Where the shop's own address leads to the app. */
  readonly appProxy: { readonly url: string; readonly prefix: string; readonly subpath: string } | null
  readonly subscriptions: readonly Subscription[]
  /** Kinds of records for which it defines metafields. */
  readonly metafieldOwners: readonly ('order' | 'product' | 'variant')[]
}

export function readManifest(file: URL): Manifest {
  const read = manifestFile.parse(parse(readFileSync(file, 'utf8')))
  return {
    name: read.name,
    handle: read.handle,
    scopes: read.access_scopes.scopes.split(',').map((scope) => scope.trim()),
    optionalScopes: read.access_scopes.optional_scopes,
    apiVersion: read.webhooks.api_version,
    appProxy: read.app_proxy ?? null,
    subscriptions: read.webhooks.subscriptions.flatMap((each) =>
      [...each.topics, ...each.compliance_topics].map((topic) => ({
        topic,
        uri: each.uri,
        includeFields: each.include_fields,
        name: each.name,
      })),
    ),
    metafieldOwners: (['order', 'product', 'variant'] as const).filter((owner) => read[owner] !== undefined),
  }
}
