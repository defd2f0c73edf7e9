/** The same amount as the shop and as the shopper see it. */
export function moneySet(amount: string, currency: string) {
  const money = { amount, currency_code: currency }
  return { shop_money: money, presentment_money: money }
}
