import { number } from './counted.ts'

/** What is said of a number that is none, or too small or too large: as short as the field is narrow. */
export function wholeNumberWords(text: string, least: number, most: number): string {
  const typed = text.trim()
  if (!/^-?[0-9]+$/.test(typed) || /^-0+$/.test(typed)) return 'Whole numbers only'
  return Number(typed) < least ? `${number(least)} or more` : `${number(most)} or fewer`
}

/** Why nothing can be confirmed: `Correct the numbers that are marked: Accepted: Red mug` */
export function correctFirst(labels: readonly string[]): string | null {
  const [first] = labels
  if (first === undefined) return null
  return labels.length === 1
    ? `Correct the number that is marked first. ${first}`
    : `Correct the ${number(labels.length)} numbers that are marked first. ${first}, …`
}
