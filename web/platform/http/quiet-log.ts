import type { Logger } from 'pino'
import { clock } from '../clock.ts'

const everyMs = 10_000

/** Says at most once in ten seconds what may happen thousands of times in one, with how often it did by kind. */
export type QuietLog = (kind: string) => void

/** The last of them are told as well: `sentence` is logged a while after each first one. */
export function createQuietLog(log: Pick<Logger, 'warn'>, sentence: string): QuietLog {
  let counted = new Map<string, number>()
  const tell = () => {
    log.warn({ seconds: everyMs / 1_000, counted: Object.fromEntries(counted) }, sentence)
    counted = new Map()
  }
  return (kind) => {
    if (counted.size === 0) clock.after(everyMs, tell).unref()
    counted.set(kind, (counted.get(kind) ?? 0) + 1)
  }
}
