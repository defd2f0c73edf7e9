import { oc } from '@orpc/contract'
import { pageInput } from '../../platform/contract/pages.ts'
import { findRebuildOutput, rebuildChoice, startedRebuild } from './rebuild.ts'

export const rebuildRoutes = {
  find: oc
    .route({
      method: 'GET',
      path: '/rebuild',
      summary: 'The last rebuild: how far it is, and which lines it would change',
      tags: ['Rebuild'],
    })
    .input(pageInput)
    .output(findRebuildOutput),
  apply: oc
    .route({
      method: 'POST',
      path: '/rebuild/apply',
      summary: 'Plan every line anew in which a rebuild found a difference',
      tags: ['Rebuild'],
    })
    .input(rebuildChoice)
    .output(startedRebuild),
  preview: oc
    .route({
      method: 'POST',
      path: '/rebuild/preview',
      summary: 'Work out every plan anew, and change nothing',
      tags: ['Rebuild'],
    })
    .output(startedRebuild),
}
