import PDFDocument from 'pdfkit'
import { type Style, writerOn } from './pdf-text.ts'
import type { PrintedPicture } from './picture-kinds.ts'

/** Points; 72 to an inch, on A4. */
const margin = 48
const size = 9
const usualStyle: Style = { weight: 'regular', size }
const boldStyle: Style = { weight: 'bold', size }
const rowGap = 5
const footRoom = 24
const footerStyle: Style = { weight: 'regular', size: 7.5, align: 'center' }
const smallStyle: Style = { weight: 'regular', size: 8 }
/** A picture is drawn as large as it fits into this, at the right of the heading. */
const logoBox = { wide: 180, high: 64, gap: 16 }

export type SheetColumn = {
  readonly title: string
  /** A share of the width of the page. */
  readonly share: number
  readonly align?: 'left' | 'right'
}

export type SheetTexts = {
  readonly title: string
  /** Of its texts: whose letters are meant where several languages share them. */
  readonly language: string
  /** `Page 1 of 3` */
  readonly page: (page: number, pages: number) => string
  /** At the foot of every page, above its number. */
  readonly footer?: string
  readonly logo?: PrintedPicture | null
}

/** A document of ours being drawn, from top to bottom over as many pages as it takes. */
export type Sheet = {
  heading(text: string): void
  /** Short blocks of lines beside each other, the first line of each in bold. */
  blocks(blocks: readonly (readonly string[])[]): void
  /** Of any length, line by line over as many pages as it takes. */
  text(text: string): void
  /** As a text, beneath a line. */
  smallPrint(text: string): void
  /** Rows break between pages, never within one, and every page repeats the titles of the columns. */
  table(columns: readonly SheetColumn[], rows: Iterable<readonly string[]>): void
  /** Label and amount, at the right; the last in bold. */
  sums(sums: readonly (readonly [label: string, amount: string])[]): void
  finish(): Promise<Buffer>
}

export function startSheet({ title, language, page, footer = '', logo = null }: SheetTexts): Sheet {
  const pdf = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: title, Producer: 'Backline' } })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolved, failed) => {
    pdf.on('end', resolved)
    pdf.on('error', failed)
  })
  const { write, heightOf, flow } = writerOn(pdf, language)
  const width = pdf.page.width - 2 * margin
  const footerHigh = footer === '' ? 0 : linesHigh(footer)
  const bottom = pdf.page.height - margin - footRoom - footerHigh
  let y = margin

  const room = (needed: number, onNewPage: () => void = () => undefined) => {
    if (y + needed <= bottom) return
    pdf.addPage()
    y = margin
    onNewPage()
  }

  function take(high: number): number {
    room(high)
    y += high
    return y - high
  }

  function linesHigh(text: string): number {
    return text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(heightOf(line, width, footerStyle), footerStyle.size), 8)
  }

  function line(at: number, weight: number) {
    pdf
      .moveTo(margin, at)
      .lineTo(margin + width, at)
      .lineWidth(weight)
      .strokeColor('#999999')
      .stroke()
  }

  function drawLogo({ width: wide, height: high, bytes }: PrintedPicture): number {
    // A small one is not blown up: a point of the picture is a point of the page at most.
    const scale = Math.min(1, logoBox.wide / wide, logoBox.high / high)
    const place = { x: margin + width - wide * scale, y: margin, width: wide * scale, height: high * scale }
    pdf.image(Buffer.from(bytes), place.x, place.y, { width: place.width, height: place.height })
    return margin + high * scale
  }

  function drawFooter() {
    let at = pdf.page.height - margin - footRoom + 6 - footerHigh
    line(at, 0.4)
    at += 6
    for (const text of footer.split('\n')) {
      at = Math.max(write(text, { x: margin, y: at, wide: width }, footerStyle), at + footerStyle.size)
    }
  }

  return {
    heading(text) {
      const beside = logo === null ? 0 : logoBox.wide + logoBox.gap
      const below = logo === null ? y : drawLogo(logo)
      const end = write(text, { x: margin, y, wide: width - beside }, { weight: 'bold', size: 17 })
      y = Math.max(end + 10, below + (logo === null ? 0 : logoBox.gap))
    },
    blocks(blocks) {
      const wide = width / Math.max(1, blocks.length)
      let lowest = y
      blocks.forEach((lines, block) => {
        const top = y
        lines.forEach((line, at) => {
          y = write(line, { x: margin + block * wide, y, wide: wide - 12 }, at === 0 ? boldStyle : usualStyle)
        })
        lowest = Math.max(lowest, y)
        y = top
      })
      y = lowest + 16
    },
    text(text) {
      flow(text, { x: margin, wide: width }, usualStyle, take)
      y += 8
    },
    smallPrint(text) {
      room(40)
      line(y, 0.4)
      y += 8
      flow(text, { x: margin, wide: width }, smallStyle, take)
    },
    table(columns, rows) {
      const edges = columnEdges(columns, width)
      const draw = (cells: readonly string[], style: Style, onNewPage?: () => void) => {
        const tallest = Math.max(...edges.map(({ wide }, at) => heightOf(cells[at] ?? '', wide, style)), size)
        room(tallest + rowGap, onNewPage)
        edges.forEach(({ x, wide, align }, at) => {
          if (cells[at]) write(cells[at], { x, y, wide }, { ...style, align })
        })
        y += tallest + rowGap
        line(y, 0.4)
        y += rowGap
      }
      const drawTitles = () => draw(columnTitles(columns), boldStyle)
      room(60)
      drawTitles()
      for (const cells of rows) draw(cells, usualStyle, drawTitles)
      y += 6
    },
    sums(sums) {
      room(sums.length * 16)
      sums.forEach(([label, amount], at) => {
        const style: Style = { ...(at === sums.length - 1 ? boldStyle : usualStyle), align: 'right' }
        write(label, { x: margin + width * 0.45, y, wide: width * 0.3 }, style)
        write(amount, { x: margin + width * 0.75, y, wide: width * 0.25 }, style)
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
        if (footer !== '') drawFooter()
        const place = { x: margin, y: pdf.page.height - margin - 8, wide: width }
        write(`${title} · ${page(at + 1, count)}`, place, { weight: 'regular', size: 8, align: 'center' })
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
