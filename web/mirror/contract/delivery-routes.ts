import { oc } from '@orpc/contract'
import { pageInput } from '../../platform/contract/pages.ts'
import { parkedChoice, parkedListOutput, parkedOutcome } from './deliveries.ts'

export const deliveryRoutes = {
  parked: oc
    .route({
      method: 'GET',
      path: '/deliveries/parked',
      summary: 'Deliveries that could not be processed, the last to arrive first',
      tags: ['Deliveries'],
    })
    .input(pageInput)
    .output(parkedListOutput),
  retry: oc
    .route({
      method: 'POST',
      path: '/deliveries/parked/retry',
      summary: 'Process parked deliveries once more',
      tags: ['Deliveries'],
    })
    .input(parkedChoice)
    .output(parkedOutcome),
  discard: oc
    .route({
      method: 'POST',
      path: '/deliveries/parked/discard',
      summary: 'Give up parked deliveries for good',
      tags: ['Deliveries'],
    })
    .input(parkedChoice)
    .output(parkedOutcome),
}
