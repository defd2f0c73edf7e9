import { isPlain, piecesOfLines, runsLeft, type TextPiece } from './text-pieces.ts'
import { typefaces } from './typefaces.ts'

export type Style = {
  readonly weight: 'regular' | 'bold'
  /** Points. */
  readonly size: number
  readonly align?: 'left' | 'right' | 'center'
}

/** Where a text begins, and how wide it may be; points from the top left. */
type TextPlace = { readonly x: number; readonly y: number; readonly wide: number }

/** Of the size of the letters: marks above and below some scripts' letters need more room than Europe's. */
const lineHeight = 1.5
/** Of lines in the usual typeface alone. */
const plainHeight = 1.2
/** How far below the top of a line the usual typeface's letters stand: all others stand there too. */
const baseline = 0.93
/** None but those that a script cannot be written without; given at all, they have a text shaped as one. */
const features: PDFKit.Mixins.OpenTypeFeatures[] = []

/** Writes texts of any script on a document, in the language that is meant where languages share letters. */
export function writerOn(pdf: PDFKit.PDFDocument, language: string) {
  for (const { name, regular, bold } of typefaces) {
    pdf.registerFont(`${name} regular`, regular).registerFont(`${name} bold`, bold)
  }

  const choose = ({ face }: Pick<TextPiece, 'face'>, { weight, size }: Style) =>
    pdf.font(`${face.name} ${weight}`).fontSize(size)
  const chooseUsual = ({ weight, size }: Style) => pdf.font(`usual ${weight}`).fontSize(size)
  // To shape a piece is what costs most, and titles come again and again: once each for a document.
  const widthOf = remembering((piece: TextPiece, style: Style) =>
    choose(piece, style).widthOfString(piece.text, { features }),
  )
  const linesOf = remembering((text: string, wide: number, style: Style) =>
    text
      .split(/\r?\n/)
      .flatMap((paragraph) => piecesOfLines(paragraph, { language, wide, widthOf: (piece) => widthOf(piece, style) })),
  )

  const drawLine = (line: readonly TextPiece[], { x, y, wide }: TextPlace, style: Style) => {
    const free = wide - line.reduce((sum, piece) => sum + widthOf(piece, style), 0)
    let left = x + free * { left: 0, center: 0.5, right: 1 }[style.align ?? 'left']
    for (const piece of line) {
      const bottom = y + style.size * baseline
      choose(piece, style).text(piece.text, left, bottom, { lineBreak: false, baseline: 'alphabetic', features })
      left += widthOf(piece, style)
    }
  }

  return {
    heightOf(text: string, wide: number, style: Style): number {
      if (text === '') return 0
      if (isPlain(text)) return chooseUsual(style).heightOfString(text, { width: wide })
      return linesOf(text, wide, style).length * style.size * lineHeight
    },
    /** Answers where it ends, points from the top. */
    write(text: string, { x, y, wide }: TextPlace, style: Style): number {
      const { size, align = 'left' } = style
      if (isPlain(text)) {
        chooseUsual(style).text(text, x, y, { width: wide, align })
        return pdf.y
      }
      const lines = linesOf(text, wide, style)
      for (const [at, line] of lines.entries()) drawLine(line, { x, y: y + at * size * lineHeight, wide }, style)
      return y + lines.length * size * lineHeight
    },
    /** Writes line by line, each where `next` says that there is room for its height; paragraphs that run left begin at the right. */
    flow(text: string, { x, wide }: Omit<TextPlace, 'y'>, style: Style, next: (high: number) => number): void {
      for (const paragraph of text.split(/\r?\n/)) {
        const isLow = isPlain(paragraph)
        const align = runsLeft(paragraph) ? 'right' : 'left'
        for (const line of linesOf(paragraph, wide, style)) {
          const y = next(style.size * (isLow ? plainHeight : lineHeight))
          drawLine(line, { x, y, wide }, { ...style, align })
        }
      }
    },
  }
}

function remembering<Given extends unknown[], Answer>(work: (...given: Given) => Answer): (...given: Given) => Answer {
  const known = new Map<string, Answer>()
  return (...given) => {
    const key = JSON.stringify(given)
    const answer = known.get(key) ?? work(...given)
    known.set(key, answer)
    return answer
  }
}
