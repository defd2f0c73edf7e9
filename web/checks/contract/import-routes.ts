import { oc } from '@orpc/contract'
import { currentImport } from './imports.ts'

export const importRoutes = {
  current: oc
    .route({
      method: 'GET',
      path: '/imports/current',
      summary: 'How far the import of the shop is, or how the last one ended',
      tags: ['Imports'],
    })
    .output(currentImport),
  start: oc
    .route({
      method: 'POST',
      path: '/imports',
      summary: 'Import the shop again; nothing where an import is under way',
      tags: ['Imports'],
    })
    .output(currentImport),
}
