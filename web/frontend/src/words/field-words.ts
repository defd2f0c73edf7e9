import { number } from './counted.ts'

/** What is said of a number that is none. */
export function wholeNumberWords(least: number, most: number): string {
  return most >= 1_000_000 ? `A whole number, ${number(least)} or more` : `From ${number(least)} to ${number(most)}`
}
