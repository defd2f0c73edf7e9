import type { StorefrontPromise } from '../../../../promises/contract/storefront.ts'
import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { promiseDay } from './promise-day.ts'
import { translate } from './translate.ts'

/** What a variant's metafield says of it: docs/storefront.md. */
export type ShownPromise = Pick<StorefrontPromise, 'state' | 'from' | 'to' | 'room' | 'units' | 'delayed' | 'note'>

/** What a shopper looks at. */
export type ShelfInView = { readonly ready: number; readonly asked: number }

/** The merchant's own texts, by key and language. */
export type OwnTexts = Readonly<Record<string, Readonly<Record<string, string>>>>

export type Telling = {
  readonly language: TextLanguage
  readonly today: string
  readonly texts: OwnTexts
  /** From how few that are left on it is said how many. A setting of the block. */
  readonly few: number
}

type Days = { readonly from: string | null; readonly to: string | null; readonly isRange: boolean }

/** The sentence of `promise-sentence.liquid`, word for word, for one variant and quantity; null: nothing is said. */
export function promiseSentence(promise: ShownPromise, shelf: ShelfInView, telling: Telling): string | null {
  const { language } = telling
  const { ready, asked } = shelf
  if (asked <= ready) return null
  const isFull = promise.room !== null && promise.room <= 0
  const state = isFull && promise.state !== 'discontinued' ? 'limit-reached' : promise.state
  if (state === 'discontinued') {
    return ready > 0
      ? translate(language, 'discontinued.left', { count: ready })
      : translate(language, 'discontinued.none')
  }
  if (state === 'limit-reached') {
    return ready > 0 ? translate(language, 'limit.at_most', { count: ready }) : translate(language, 'limit.reached')
  }
  if (promise.room !== null && asked > ready + promise.room) {
    return translate(language, 'limit.at_most', { count: ready + promise.room })
  }
  const days = daysOf(promise, shelf, telling)
  return ready > 0 ? splitSentence(promise, shelf, days, telling) : shortSentence({ ...promise, state }, days, telling)
}

/** The day is that of the next units, as far as they reach. */
function daysOf({ from, to, units }: ShownPromise, { ready, asked }: ShelfInView, { language, today }: Telling): Days {
  if (units !== null && asked > ready + units) return { from: null, to: null, isRange: false }
  const told = { from: promiseDay(language, from, today), to: promiseDay(language, to, today) }
  return { ...told, isRange: told.from !== null && told.to !== null && (from ?? '') < (to ?? '') }
}

function splitSentence(promise: ShownPromise, { ready, asked }: ShelfInView, days: Days, telling: Telling): string {
  const { language } = telling
  const { from, to, isRange } = days
  const parts = { ready, rest: asked - ready }
  const note = ownText(promise.note, days, telling)
  if (note !== null) return `${translate(language, 'split.no_day_html', parts)} ${note}`
  if (isRange) return translate(language, 'split.between_html', { ...parts, from: from ?? '', to: to ?? '' })
  if (to !== null) return translate(language, 'split.by_html', { ...parts, day: to })
  if (promise.delayed) return translate(language, 'split.delayed_html', parts)
  return translate(language, 'split.no_day_html', parts)
}

function shortSentence(promise: ShownPromise, days: Days, telling: Telling): string {
  const { state, note, room } = promise
  const { language, few } = telling
  const isDelayed = promise.delayed && days.to === null
  const said =
    ownText(note, days, telling) ??
    (isDelayed ? translate(language, `${areaOf(state)}.delayed`) : null) ??
    ownText(`${state}-${days.to === null ? 'no-day' : 'day'}`, days, telling) ??
    ordinarySentence(promise, days, language)
  return room === null || room > few ? said : `${said} ${translate(language, 'limit.left', { count: room })}`
}

function ordinarySentence({ state }: ShownPromise, { from, to, isRange }: Days, language: TextLanguage): string {
  const area = areaOf(state)
  if (isRange) return translate(language, `${area}.between`, { from: from ?? '', to: to ?? '' })
  return to === null ? translate(language, `${area}.no_day`) : translate(language, `${area}.by`, { day: to })
}

function areaOf(state: ShownPromise['state']) {
  return state === 'made-to-order' ? 'made_to_order' : 'backorder'
}

/** The merchant's words, as `promise-text.liquid` finds them; null where there are none that can be said. */
function ownText(key: string | null, { to }: Days, { language, texts }: Telling): string | null {
  const text = (key === null ? '' : (texts[key]?.[language] ?? '')).trim()
  if (text === '' || (to === null && text.includes('[day]'))) return null
  return text.replaceAll('[day]', () => to ?? '')
}
