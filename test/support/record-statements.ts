import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** Where each process that runs tests writes what it saw. */
const folder = process.env['RECORDED_STATEMENTS']
/** Files of tests share a process, and each has this module anew. */
const isRecorded = Symbol.for('statements are recorded')

if (folder && !(isRecorded in pg.Client.prototype)) {
  Object.assign(pg.Client.prototype, { [isRecorded]: true })
  recordInto(join(folder, `${process.pid}.jsonl`))
}

/**
 * Writes down every statement that the app's code sends to PostgreSQL, once, with the place it comes from. All go through
 * this one method of the driver, Prisma's too.
 */
function recordInto(file: string): void {
  const seen = new Set<string>()
  pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
    apply(send, client, words: [string | { text?: string }]) {
      const text = typeof words[0] === 'string' ? words[0] : words[0]?.text
      // Values that are written in a statement do not make it another.
      const key = text?.replaceAll(/'[^']*'/g, "''").replaceAll(/\d+/g, '0')
      const place = key === undefined || seen.has(key) ? null : placeOf(text ?? '')
      if (key !== undefined && place !== null) {
        seen.add(key)
        appendFileSync(file, `${JSON.stringify({ place, text })}\n`)
      }
      return Reflect.apply(send, client, words)
    },
  })
}

/** They send what others wrote. */
const passOn = ['test/support/record-statements.ts', 'web/server/db/with-shop.ts']
/** Who called Prisma cannot be told; tests begin with this what they have it send. */
const marksTests = '-- of a test'

/** Where the statement was written, of all that called; null where that is a test. */
function placeOf(text: string): string | null {
  const frames = framesHere().filter((frame) => !passOn.some((file) => frame.startsWith(file)))
  const [writer] = frames
  if (writer === undefined) return text.startsWith(marksTests) ? null : 'Prisma'
  return writer.startsWith('web/') ? writer : null
}

function framesHere(): string[] {
  const usual = Error.stackTraceLimit
  Error.stackTraceLimit = 100
  const { stack = '' } = new Error('where')
  Error.stackTraceLimit = usual
  return stack.match(/\b(?:web|test|bench|scripts)\/[\w/.-]+\.tsx?:\d+/g) ?? []
}
