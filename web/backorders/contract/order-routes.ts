import { oc } from '@orpc/contract'
import {
  orderChoice,
  orderDetail,
  scheduledListInput,
  scheduledListOutput,
  unplacedListInput,
  unplacedListOutput,
} from './orders.ts'

export const orderRoutes = {
  find: oc
    .route({
      method: 'GET',
      path: '/orders/{orderId}',
      summary: 'One order: each of its lines, what was promised of it, and where it stands',
      tags: ['Orders'],
    })
    .input(orderChoice)
    .output(orderDetail),
  unplaced: oc
    .route({
      method: 'GET',
      path: '/unplaced',
      summary: 'Open units for which Shopify names no location, the oldest order first',
      tags: ['Orders'],
    })
    .input(unplacedListInput)
    .output(unplacedListOutput),
  scheduled: oc
    .route({
      method: 'GET',
      path: '/scheduled',
      summary: 'Units that are to be sent later, the next first',
      tags: ['Orders'],
    })
    .input(scheduledListInput)
    .output(scheduledListOutput),
}
