// When an order is paid, in Shopify's own words: https://shopify.dev/docs/api/admin-graphql/latest/enums/OrderDisplayFinancialStatus

/** What an order is called whose payment is still to come, or never will. Of what was never told, nothing is assumed. */
export const unpaidStatuses = ['pending', 'authorized', 'partially_paid', 'voided', 'expired'] as const

/** Whether the payment of an order has not come in. */
export function isUnpaid(financialStatus: string | null): boolean {
  return unpaidStatuses.some((status) => status === financialStatus)
}
