/**
 * Joins the line that `lineId` (an SQL expression) names, as `line`, and its order, as `shop_order`; `$1` is the shop.
 * Each is found by its key: of a shop that grew since the last ANALYZE, or that is far above the average, PostgreSQL
 * expects so few rows that a join would read all of the shop's. `limit 1` leaves it no such choice.
 */
export function probeLineAndOrder(lineId: string): string {
  return `
       cross join lateral (
            select * from order_line where order_line.shop_id = $1 and order_line.line_id = ${lineId} limit 1) as line
       cross join lateral (
            select * from shop_order where shop_order.shop_id = $1 and shop_order.order_id = line.order_id limit 1) as shop_order`
}
