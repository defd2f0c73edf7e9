import { type App, type AppInstallation, theApp, theInstallation } from '../../store/app-installation.ts'
import { gid } from '../../store/ids.ts'
import { metafieldOf } from './metafield.ts'
import type { FieldResolver, Resolvers } from './resolver.ts'

export const appInstallationFields: Resolvers<AppInstallation> = {
  id: ({ id }) => gid('AppInstallation', id),
  app: () => theApp,
  metafield: metafieldOf('AppInstallation'),
}

export const appFields: Resolvers<App> = {
  id: ({ id }) => gid('App', id),
}

export const currentAppInstallation: FieldResolver<unknown> = {
  takes: [],
  resolve: () => theInstallation,
}
