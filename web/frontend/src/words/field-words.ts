import { number } from './counted.ts'

/** What is said of a number that is none, or too small or too large. */
export function wholeNumberWords(least: number, most: number): string {
  return `Enter a whole number from ${number(least)} to ${number(most)}`
}

/** Why nothing can be confirmed: `Correct the numbers that are marked: Accepted: Red mug` */
export function correctFirst(labels: readonly string[]): string | null {
  const [first] = labels
  if (first === undefined) return null
  return labels.length === 1
    ? `Correct the number that is marked first. ${first}`
    : `Correct the ${number(labels.length)} numbers that are marked first. ${first}, …`
}
