import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
/** PDF's own typefaces know western Europe only: a supplier's catalogue does not stop there. */
const regular = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf')
const bold = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf')

/** Points; 72 to an inch, on A4. */
const margin = 48
const size = { text: 9, small: 8, title: 17 }
const rowGap = 5
const footRoom = 24

export type SheetColumn = {
  readonly title: string
  /** A share of the width of the page. */
  readonly share: number
  readonly align?: 'left' | 'right'
}

export type SheetTexts = {
  readonly title: string
  /** `Page 1 of 3` */
  readonly page: (page: number, pages: number) => string
}

/** A document of ours being drawn, from top to bottom over as many pages as it takes. */
export type Sheet = {
  heading(text: string): void
  /** Short blocks of lines beside each other, the first line of each in bold. */
  blocks(blocks: readonly (readonly string[])[]): void
  text(text: string): void
  /** Rows break between pages, never within one, and every page repeats the titles of the columns. */
  table(columns: readonly SheetColumn[], rows: Iterable<readonly string[]>): void
  /** Label and amount, at the right; the last in bold. */
  sums(sums: readonly (readonly [label: string, amount: string])[]): void
  finish(): Promise<Buffer>
}

export function startSheet({ title, page }: SheetTexts): Sheet {
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: title, Producer: 'Backline' } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolved, failed) => {
    pdf.on('end', resolved)
    pdf.on('error', failed)
  })
  pdf.registerFont('regular', regular).registerFont('bold', bold)
  const width = pdf.page.width - 2 * margin
  const bottom = pdf.page.height - margin - footRoom
  let y = margin

  const write = (text: string, x: number, wide: number, font = 'regular', align: 'left' | 'right' = 'left') => {
    pdf.font(font).fontSize(size.text).text(text, x, y, { width: wide, align })
  }
  const heightOf = (text: string, wide: number, font = 'regular') =>
    text === '' ? 0 : pdf.font(font).fontSize(size.text).heightOfString(text, { width: wide })
  const room = (needed: number, onNewPage: () => void = () => undefined) => {
    if (y + needed <= bottom) return
    pdf.addPage()
    y = margin
    onNewPage()
  }

  return {
    heading(text) {
      pdf.font('bold').fontSize(size.title).text(text, margin, y, { width })
      y = pdf.y + 10
    },
    blocks(blocks) {
      const wide = width / Math.max(1, blocks.length)
      let lowest = y
      blocks.forEach((lines, block) => {
        const top = y
        lines.forEach((line, at) => {
          write(line, margin + block * wide, wide - 12, at === 0 ? 'bold' : 'regular')
          y = pdf.y
        })
        lowest = Math.max(lowest, y)
        y = top
      })
      y = lowest + 16
    },
    text(text) {
      for (const paragraph of text.split('\n')) {
        room(heightOf(paragraph, width))
        write(paragraph, margin, width)
        y = Math.max(pdf.y, y + size.text)
      }
      y += 8
    },
    table(columns, rows) {
      const edges = columnEdges(columns, width)
      const line = (weight: number) => {
        pdf
          .moveTo(margin, y)
          .lineTo(margin + width, y)
          .lineWidth(weight)
          .strokeColor('#999999')
          .stroke()
      }
      const draw = (cells: readonly string[], font: string, onNewPage?: () => void) => {
        const tallest = Math.max(...edges.map(({ wide }, at) => heightOf(cells[at] ?? '', wide, font)), size.text)
        room(tallest + rowGap, onNewPage)
        edges.forEach(({ x, wide, align }, at) => {
          if (cells[at]) write(cells[at], x, wide, font, align)
        })
        y += tallest + rowGap
        line(0.4)
        y += rowGap
      }
      const drawTitles = () => draw(columnTitles(columns), 'bold')
      room(60)
      drawTitles()
      for (const cells of rows) draw(cells, 'regular', drawTitles)
      y += 6
    },
    sums(sums) {
      room(sums.length * 16)
      sums.forEach(([label, amount], at) => {
        const font = at === sums.length - 1 ? 'bold' : 'regular'
        write(label, margin + width * 0.45, width * 0.3, font, 'right')
        write(amount, margin + width * 0.75, width * 0.25, font, 'right')
        y += 16
      })
      y += 8
    },
    async finish() {
      const { count } = pdf.bufferedPageRange()
      for (let at = 0; at < count; at += 1) {
        pdf.switchToPage(at)
        // Text below the margin would begin another page.
        pdf.page.margins.bottom = 0
        pdf.font('regular').fontSize(size.small)
        const foot = `${title} · ${page(at + 1, count)}`
        pdf.text(foot, margin, pdf.page.height - margin - 8, { width, align: 'center', lineBreak: false })
      }
      pdf.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}

function columnTitles(columns: readonly SheetColumn[]): string[] {
  return columns.map((column) => column.title)
}

function columnEdges(columns: readonly SheetColumn[], width: number) {
  const all = columns.reduce((sum, column) => sum + column.share, 0)
  let x = margin
  return columns.map(({ share, align = 'left' as const }) => {
    const wide = (width * share) / all
    const edge = { x, wide: wide - 6, align }
    x += wide
    return edge
  })
}
