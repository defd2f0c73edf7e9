// Prices are decimal text; sums are made in hundredths so that no cent is lost.

export function hundredths(price: string): number {
  return Math.round(Number(price) * 100)
}

export function moneyText(cents: number): string {
  return (cents / 100).toFixed(2)
}
