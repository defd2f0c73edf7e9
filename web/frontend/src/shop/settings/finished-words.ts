// Orders of which nothing is still to be shipped.

export const finishedRuleWords = {
  title: 'How long finished orders are kept',
  hint: 'Once nothing of an order is left to ship, Backline keeps it and its backorders for a while, and then removes them. Your orders in Shopify stay as they are.',
  label: 'Days after the last change of an order',
  help: 'From 60 to 3,650. An order that changes after that comes back, without its old backorders.',
  problem: 'Enter a whole number from 60 to 3,650',
  saved: 'Finished orders: setting saved',
} as const

/** Null where it is no number of days from 60 to 3,650. */
export function readKeptDays(text: string): number | null {
  const digits = text.trim()
  const days = /^[0-9]{2,4}$/.test(digits) ? Number(digits) : 0
  return days >= 60 && days <= 3_650 ? days : null
}
