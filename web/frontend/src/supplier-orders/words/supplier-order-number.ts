/** `PO-4`: apart from the numbers of customers' orders, which are `#1004`. Null: it has none. */
export function supplierOrderNumber(number: number | null): string {
  return number === null ? '–' : `PO-${number}`
}
