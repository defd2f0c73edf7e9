// What a supplier is called stands in lists, in documents and in the heads of e-mails: one line, read in the direction of its
// letters, of which something can be seen.

/** Ends a line, or turns the direction in which what comes after it is read. */
const turns = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
/** Letters without ink are among them: fillers of Korean, and the blank of braille. */
const unseen = /[\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/gu

/** What is wrong with a name, behind the word for what it names; null: nothing. */
export function nameFault(name: string): string | null {
  if (turns.test(name)) return 'must be one line of plain text'
  return name.replaceAll(unseen, '') === '' ? 'must have a character that can be seen' : null
}
