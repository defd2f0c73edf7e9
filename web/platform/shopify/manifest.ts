import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { z } from 'zod'

const manifestFile = new URL('../../../shopify.app.toml', import.meta.url)

const scopeList = z.string().transform((text) => text.split(',').map((scope) => scope.trim()))

const manifestSchema = z.object({
  access_scopes: z.object({ scopes: scopeList }),
  webhooks: z.object({ api_version: z.string() }),
})

export type Manifest = { readonly scopes: readonly string[]; readonly apiVersion: string }

/** What the app asks Shopify for. `shopify.app.toml` is the truth: Shopify reads the same file when we deploy. */
export function readManifest(): Manifest {
  const manifest = manifestSchema.parse(parse(readFileSync(manifestFile, 'utf8')))
  return { scopes: manifest.access_scopes.scopes, apiVersion: manifest.webhooks.api_version }
}
