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

type Statement = string | { readonly text?: string }

/**
 * Writes down every statement that the app's code sends to PostgreSQL, once, with the place it comes from. All go through
 * these methods of the driver, Prisma's too; who asks a pool is not known any more when one of its connections is asked.
 */
function recordInto(file: string): void {
  const seen = new Set<string>()
  const record = (statement: Statement) => {
    const text = typeof statement === 'string' ? statement : statement.text
    // Values that are written in a statement do not make it another.
    const key = text?.replaceAll(/'[^']*'/g, "''").replaceAll(/\d+/g, '0')
    if (text === undefined || key === undefined || seen.has(key)) return
    const place = placeOf(text)
    if (place === null) return
    seen.add(key)
    appendFileSync(file, `${JSON.stringify({ place, text })}\n`)
  }
  for (const prototype of [pg.Client.prototype, pg.Pool.prototype]) {
    prototype.query = new Proxy(prototype.query, {
      apply(send, self, words: [Statement]) {
        record(words[0])
        return Reflect.apply(send, self, words)
      },
    })
  }
}

/** They send what others wrote. */
const passOn = ['test/support/database/record-statements.ts', 'web/platform/db/with-shop.ts']
/** Who called Prisma cannot be told; tests begin with this what they have it send. */
const marksTests = '-- of a test'

/** Where the statement was written, of all that called; null where that is a test. */
function placeOf(text: string): string | null {
  const stack = stackHere()
  const frames = stack.match(/\b(?:web|test|bench|scripts)\/[\w/.-]+\.tsx?:\d+/g) ?? []
  const writer = frames.find((frame) => !passOn.some((file) => frame.startsWith(file)))
  if (writer === undefined) return stack.includes('@prisma') && !text.startsWith(marksTests) ? 'Prisma' : null
  return writer.startsWith('web/') ? writer : null
}

function stackHere(): string {
  const usual = Error.stackTraceLimit
  Error.stackTraceLimit = 100
  const { stack = '' } = new Error('where')
  Error.stackTraceLimit = usual
  return stack
}
