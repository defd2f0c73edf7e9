import type { SupplierOrderDetail } from '../../../../supplier-orders/contract/supplier-orders.ts'

type Move = SupplierOrderDetail['moves'][number]['move']

export function canMove({ moves }: Pick<SupplierOrderDetail, 'moves'>, move: Move): boolean {
  return moves.some((each) => each.move === move && each.refusal === null)
}
