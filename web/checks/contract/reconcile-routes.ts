import { oc } from '@orpc/contract'
import { pageInput } from '../../platform/contract/pages.ts'
import { findReconcileOutput, startedReconcile } from './reconcile.ts'

export const reconcileRoutes = {
  find: oc
    .route({
      method: 'GET',
      path: '/reconcile',
      summary: 'The last comparison with Shopify, and what differed',
      tags: ['Reconcile'],
    })
    .input(pageInput)
    .output(findReconcileOutput),
  start: oc
    .route({
      method: 'POST',
      path: '/reconcile',
      summary: 'Compare what is kept of the shop with Shopify, and repair it',
      tags: ['Reconcile'],
    })
    .output(startedReconcile),
}
