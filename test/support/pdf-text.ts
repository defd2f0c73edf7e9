import { inflateSync } from 'node:zlib'

/** One run of text on a page: points from the left and from the bottom. */
export type PdfRun = { readonly x: number; readonly y: number; readonly text: string }

/** What a PDF file of ours says, page by page, run by run as they were drawn. */
export function pdfPages(file: Buffer): PdfRun[][] {
  const objects = objectsOf(file)
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const [id, { text }] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(text)?.[1]
    if (unicode) fonts.set(id, charactersOf(objects.get(unicode)?.stream ?? ''))
  }
  return [...objects.values()]
    .filter(({ text }) => /\/Type \/Page\b/.test(text))
    .map(({ text }) => {
      const content = objects.get(/\/Contents (\d+) 0 R/.exec(text)?.[1] ?? '')?.stream ?? ''
      const resources = objects.get(/\/Resources (\d+) 0 R/.exec(text)?.[1] ?? '')?.text ?? ''
      const named = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id] as const)
      return runsOf(content, new Map(named.map(([name, id]) => [name, fonts.get(id) ?? new Map()])))
    })
}

/** Where pictures are drawn on the pages of a PDF file of ours, points from the left and from the top. */
export function pdfPictures(file: Buffer): { page: number; x: number; y: number; wide: number; high: number }[] {
  const pages = [...objectsOf(file).entries()].filter(([, { text }]) => /\/Type \/Page\b/.test(text))
  const objects = objectsOf(file)
  return pages.flatMap(([, { text }], page) => {
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(text)?.[1] ?? '')?.stream ?? ''
    const drawn = content.matchAll(/([\d.]+) 0 0 -([\d.]+) ([\d.]+) ([\d.]+) cm\n\/I\d+ Do/g)
    return [...drawn].map(([, ...values]) => {
      const [wide = 0, high = 0, x = 0, bottom = 0] = values.map(Number)
      return { page, x, y: bottom - high, wide, high }
    })
  })
}

/** All of it, one line for each run. */
export function pdfText(file: Buffer): string {
  return pdfPages(file)
    .flat()
    .map(({ text }) => text)
    .join('\n')
}

function objectsOf(file: Buffer): Map<string, { text: string; stream: string }> {
  const found = new Map<string, { text: string; stream: string }>()
  const whole = file.toString('latin1')
  for (const match of whole.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [all, id = '', body = ''] = match
    const at = body.indexOf('stream\n')
    const text = at < 0 ? body : body.slice(0, at)
    const length = Number(/\/Length (\d+)/.exec(text)?.[1] ?? 0)
    const start = match.index + all.indexOf('stream\n') + 'stream\n'.length
    const isPacked = at >= 0 && text.includes('/FlateDecode')
    found.set(id, {
      text,
      stream: isPacked ? inflateSync(file.subarray(start, start + length)).toString('latin1') : '',
    })
  }
  return found
}

/** The characters of a typeface, by the codes that it was given: `<0000> <00ff> [<0054> <0066 006c>]`, of which the second is a ligature. */
function charactersOf(unicode: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, from = '', , list = ''] of unicode.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    const values = [...list.matchAll(/<([0-9a-f ]+)>/g)]
    values.forEach(([, hex = ''], at) => {
      const code = (Number.parseInt(from, 16) + at).toString(16).padStart(4, '0')
      found.set(code, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    })
  }
  return found
}

function runsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): PdfRun[] {
  const runs = content.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm\n\/(F\d+) [\d.]+ Tf\n(?:[^\n]*\n)*?\[([^\]]*)\] TJ/g)
  return [...runs].map(([, x = '', y = '', font = '', codes = '']) => {
    const characters = fonts.get(font)
    const text = [...codes.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      .map((code) => characters?.get(code) ?? '')
      .join('')
    return { x: Number(x), y: Number(y), text }
  })
}
