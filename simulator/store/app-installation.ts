import { gid } from './ids.ts'
import type { ShopState } from './state.ts'

export type AppInstallation = { readonly id: string }

/** A shop has the one app. */
export const theInstallation: AppInstallation = { id: '610000001' }

const owner = gid('AppInstallation', theInstallation.id)

/** They go with the installation. */
export function dropAppMetafields({ metafields }: Pick<ShopState, 'metafields'>): void {
  for (const [key, { ownerId }] of metafields) if (ownerId === owner) metafields.delete(key)
}
