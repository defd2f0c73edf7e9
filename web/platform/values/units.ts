// Units are whole and never negative: a shelf of -3 or 2.5 units is a shelf of 0 or 2. Sums stop at the largest number
// that can be counted exactly, so that what is given and what is left always add up.

export function wholeUnits(units: number): number {
  return units > 0 ? Math.min(Math.floor(units), Number.MAX_SAFE_INTEGER) : 0
}

export function addUnits(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER)
}
