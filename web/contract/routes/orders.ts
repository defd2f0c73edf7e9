import { oc } from '@orpc/contract'
import { orderChoice, orderDetail } from '../orders.ts'

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
}
