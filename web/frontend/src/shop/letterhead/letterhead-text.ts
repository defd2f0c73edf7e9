import { type Letterhead, type LetterheadTexts, letterheadTexts } from '../../../../shop/contract/letterhead.ts'
import { letterheadProblems } from './letterhead-words.ts'

/** A letterhead as it stands in a form: text that may be wrong. */
export type LetterheadText = { readonly [Field in keyof LetterheadTexts]: string }
export type TextProblems = Partial<LetterheadText>

export function letterheadText({ address, footer, terms }: Letterhead): LetterheadText {
  return { address: address.join('\n'), footer, terms }
}

export function isSameLetterhead(one: LetterheadText, other: LetterheadText): boolean {
  return one.address === other.address && one.footer === other.footer && one.terms === other.terms
}

type Read = { readonly texts: LetterheadTexts } | { readonly problems: TextProblems }

export function readLetterhead({ address, footer, terms }: LetterheadText): Read {
  const lines = address.split('\n').map((line) => line.trim())
  const read = letterheadTexts.safeParse({
    address: lines.filter((line) => line !== ''),
    footer: footer.trim(),
    terms: terms.trim(),
  })
  if (read.success) return { texts: read.data }
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
  return { problems: Object.fromEntries(Object.entries(letterheadProblems).filter(([field]) => wrong.has(field))) }
}
