import { moved } from '../../platform/threads/beside-answers.ts'
import { type OrderDocument, orderPdf } from './order-document.ts'

export async function drawOrder(order: OrderDocument): Promise<Uint8Array> {
  return moved(await orderPdf(order))
}
