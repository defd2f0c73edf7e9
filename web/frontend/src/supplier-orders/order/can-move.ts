import type { SupplierOrderDetail, SupplierOrderMove } from '../../../../supplier-orders/contract/supplier-orders.ts'

export function canMove({ moves }: Pick<SupplierOrderDetail, 'moves'>, move: SupplierOrderMove): boolean {
  return moves.some((each) => each.move === move && each.refusal === null)
}
