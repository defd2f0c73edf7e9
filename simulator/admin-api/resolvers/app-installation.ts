import { type AppInstallation, theInstallation } from '../../store/app-installation.ts'
import { gid } from '../../store/ids.ts'
import { metafieldOf } from './metafield.ts'
import type { FieldResolver, Resolvers } from './resolver.ts'

export const appInstallationFields: Resolvers<AppInstallation> = {
  id: ({ id }) => gid('AppInstallation', id),
  metafield: metafieldOf('AppInstallation'),
}

export const currentAppInstallation: FieldResolver<unknown> = {
  takes: [],
  resolve: () => theInstallation,
}
