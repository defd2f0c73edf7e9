/** What belongs to the character before it: the second half of a pair, an accent, and what joins pictures to one. */
const goesOn = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|[\udc00-\udfff])/u

/** As much of a text as is kept, without half a character at its end; half a one elsewhere, which no database takes, is a �. */
export function beginningOf(text: string, most: number): string {
  let end = Math.min(most, text.length)
  while (end > 0 && end < text.length && (goesOn.test(text.slice(end)) || text[end - 1] === '\u200d')) end -= 1
  // One character may be longer than all that is kept: of it so much as can stand alone.
  return (end > 0 ? text.slice(0, end) : text.slice(0, most).replace(/[\ud800-\udbff]$/, '')).toWellFormed()
}
