import { oc } from '@orpc/contract'
import { supplierOrderChoice } from '../../supplier-orders/contract/supplier-orders.ts'
import { joinInput, leaveOutInput, nativeDueInput, nativeOrderList, sameGoods } from './native-orders.ts'

const tags = ['Native orders']
const one = '/native-orders/{kind}/{documentId}' as const

/** Nothing here changes anything in Shopify. */
export const nativeOrderRoutes = {
  list: oc
    .route({ method: 'GET', path: '/native-orders', summary: "What comes with Shopify's own orders", tags })
    .output(nativeOrderList),
  read: oc
    .route({
      method: 'POST',
      path: '/native-orders/read',
      summary: 'Read all of them from Shopify, as soon as that is allowed',
      tags,
    })
    .output(nativeOrderList),
  setDue: oc
    .route({ method: 'POST', path: `${one}/due`, summary: 'Say when comes what has no day in Shopify', tags })
    .input(nativeDueInput)
    .output(nativeOrderList),
  leaveOut: oc
    .route({
      method: 'POST',
      path: `${one}/leave-out`,
      summary: 'Nothing more comes of it, or it does after all',
      tags,
    })
    .input(leaveOutInput)
    .output(nativeOrderList),
  sameGoods: oc
    .route({
      method: 'GET',
      path: '/supplier-orders/{supplierOrderId}/same-goods',
      summary: 'Native orders of the goods that a supplier order has still to bring',
      tags,
    })
    .input(supplierOrderChoice)
    .output(sameGoods),
  join: oc
    .route({
      method: 'POST',
      path: `${one}/join`,
      summary: 'It is the same delivery as a supplier order: the native one counts, and the units of both come once',
      tags,
    })
    .input(joinInput)
    .output(nativeOrderList),
}
