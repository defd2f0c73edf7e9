import '@shopify/shopify-api/adapters/node'
import { ApiVersion, LogSeverity, type Shopify as ShopifyApi, shopifyApi } from '@shopify/shopify-api'
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { invariant } from '../errors.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { usualPatience } from './patience.ts'
import { createTransport, type Transport, withWholeAnswers } from './transport.ts'

export type Shopify = ShopifyApi & {
  /** One library object for each client secret still accepted, the current one first: see `session-token.ts`. */
  readonly accepted: readonly ShopifyApi[]
  readonly apiVersion: string
  readonly transport: Transport
}

/** Shopify's library, configured. Its replaceable fetch is global to the process, so the last one created wins. */
export function createShopify(config: Config, log?: Logger, { answer } = usualPatience): Shopify {
  const manifest = readManifest()
  invariant(manifest.apiVersion === apiVersion, 'shopify.app.toml and the library must speak the same API version')

  const transport = createTransport(config.standIn.shopifyOrigin, answer)
  setAbstractFetchFunc(withWholeAnswers(transport))

  const accepted = config.shopify.apiSecrets.map((secret) => createApi(config, secret, manifest, log))
  const [current] = accepted
  invariant(current, 'there is no client secret')
  return { ...current, accepted, apiVersion, transport }
}

const apiVersion = ApiVersion.October26

function createApi(config: Config, apiSecretKey: string, manifest: Manifest, log?: Logger): ShopifyApi {
  const appUrl = new URL(config.appUrl)
  return shopifyApi({
    apiKey: config.shopify.apiKey,
    apiSecretKey,
    apiVersion,
    hostName: appUrl.host,
    hostScheme: appUrl.protocol === 'http:' ? 'http' : 'https',
    isEmbeddedApp: true,
    scopes: [...(config.shopify.scopes ?? manifest.scopes)],
    logger: { level: LogSeverity.Warning, log: (severity, message) => writeTo(log, severity, message) },
    _logDisabledFutureFlags: false,
  })
}

function writeTo(log: Logger | undefined, severity: LogSeverity, message: string): void {
  if (severity === LogSeverity.Error) log?.error(message)
  else log?.warn(message)
}
