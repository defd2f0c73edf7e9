/** Everything by which text could become a tag of HTML or of Liquid, end a string, or be taken for our separator. */
const telling = /[&<>"'{}%|\\\p{Cc}]/gu

/**
 * The text as a string of Liquid that, written into a page, reads as it did. It is HTML already, so that no filter is
 * needed, and nothing in it means anything to Liquid, whoever wrote it.
 */
export function liquidText(text: string): string {
  return `"${asHtml(text)}"`
}

/** Texts for `split: '|'`. */
export function liquidList(texts: readonly string[]): string {
  return `"${texts.map(asHtml).join('|')}"`
}

function asHtml(text: string): string {
  return text.replaceAll(telling, (character) => `&#${character.codePointAt(0)};`)
}
