import { gid } from './ids.ts'
import { dropMetafieldsOf } from './metafields.ts'
import type { ShopState } from './state.ts'

export type App = { readonly id: string }

/** The one app, by the number that it has in every shop. */
export const theApp: App = { id: '610000002' }

/** What the app calls `$app`, for everyone else: https://shopify.dev/docs/apps/build/custom-data/ownership */
export const appNamespace = `app--${theApp.id}`

export type AppInstallation = { readonly id: string }

/** A shop has the one app. */
export const theInstallation: AppInstallation = { id: '610000001' }

/** They go with the installation. */
export function dropAppMetafields(shop: ShopState): void {
  dropMetafieldsOf(shop, gid('AppInstallation', theInstallation.id))
}
