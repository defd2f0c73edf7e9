import { messageWords } from './message-words.ts'
import { promiseSentence, type Telling } from './promise-sentence.ts'

/** A line of an order as its metafield tells of it: docs/storefront.md. */
export type PromisedLine = {
  readonly title: string
  readonly state: 'backorder' | 'made-to-order'
  readonly units: number
  readonly of: number
  readonly from: string | null
  readonly to: string | null
  readonly delayed?: boolean
}

/** What a message says of a line: which of its units, and the sentence that the shop says of a variant that is sold out. */
export function messageLine(line: PromisedLine, telling: Omit<Telling, 'few'>): { lead: string; sentence: string } {
  const { title, state, units, of, from, to, delayed = false } = line
  const { all, part } = messageWords[telling.language]
  const promise = { state, from, to, room: null, units: null, delayed, note: null }
  return {
    lead: of > units ? part(String(units), String(of), title) : all(String(units), title),
    sentence: promiseSentence(promise, { ready: 0, asked: 1 }, { ...telling, few: 0 }) ?? '',
  }
}
