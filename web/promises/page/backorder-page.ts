import { readFileSync } from 'node:fs'
import type { ListChoices, ListedVariant } from '../store/listed-variants.ts'
import { liquidList, liquidText } from './liquid-text.ts'
import { readSentences } from './sentences.ts'

export type PageFacts = {
  readonly variants: readonly ListedVariant[]
  readonly choices: ListChoices
  /** As the shopper chose, whether or not there is such a thing. */
  readonly vendor: string | null
  readonly collection: string | null
  /** From 1, and at most `pages`. */
  readonly page: number
  readonly pages: number
  /** The merchant's own, in any language. */
  readonly texts: readonly { readonly key: string; readonly language: string; readonly words: string }[]
}

/** As handles are: with anything else in it, one could not be asked for. */
const handle = /^[\p{L}\p{N}_.-]+$/u

/**
 * The page of everything on backorder, in Liquid: the facts first, then markup that is the same for everybody. The shop
 * itself knows the shopper's language, the price in his market, the picture, and what is in stock this very moment.
 */
export function createBackorderPage(): (facts: PageFacts) => string {
  const sentences = readSentences()
  const markup = readFileSync(new URL('page.liquid', import.meta.url), 'utf8')

  return (facts) => {
    const notes = [...new Set(facts.variants.flatMap(({ note }) => note ?? []))]
    const cases = sentences.map(({ language, assigns }, at) => {
      const begin = at === sentences.length - 1 ? 'else' : `when '${language}'`
      return `${begin}\n${assigns}\n${ownAssigns(facts.texts, language, notes)}`
    })
    const assigns = [`case request.locale.iso_code\n${cases.join('\n')}\nendcase`, ...factAssigns(facts, notes)]
    return `{%- liquid\n${assigns.join('\n')}\n-%}\n${markup}`
  }
}

function ownAssigns(texts: PageFacts['texts'], language: string, notes: readonly string[]): string {
  const own = (key: string) => texts.find((text) => text.key === key && text.language === language)?.words ?? ''
  const noDay = own('backorder-no-day')
  return [
    `assign words_own_day = ${liquidText(own('backorder-day'))}`,
    // A text that tells of a day says nothing without one.
    `assign words_own_no_day = ${liquidText(noDay.includes('[day]') ? '' : noDay)}`,
    // The first is that of variants without a note.
    `assign notes = ${liquidList(['', ...notes.map(own)])} | split: '|'`,
  ].join('\n')
}

function factAssigns(facts: PageFacts, notes: readonly string[]): string[] {
  const { variants, choices, vendor, collection, page, pages } = facts
  const entries = variants
    .filter((variant) => handle.test(variant.handle))
    .map(({ variantId, handle, state, from, to, note, elsewhere, delayed }) =>
      [
        ...[variantId, handle, state, from ?? '-', to ?? '-', note === null ? 0 : notes.indexOf(note) + 1, elsewhere],
        delayed ? 'delayed' : '-',
      ].join(),
    )
  const link = (number: number) => (number < 1 || number > pages ? '' : addressOf(number, facts))
  return [
    `assign entries = ${liquidList(entries)} | split: '|'`,
    `assign vendors = ${liquidList(choices.vendors)} | split: '|'`,
    `assign chosen_vendor = ${liquidText(vendor ?? '')}`,
    `assign collection_handles = ${liquidList(choices.collections)} | split: '|'`,
    `assign chosen_collection = ${liquidText(collection ?? '')}`,
    `assign is_filtered = ${vendor !== null || collection !== null}`,
    `assign page = ${page}`,
    `assign pages = ${pages}`,
    `assign previous_page = ${liquidText(link(page - 1))}`,
    `assign next_page = ${liquidText(link(page + 1))}`,
  ]
}

/** Without a path: whatever path the merchant gave the page, and whatever the storefront puts before it, stays. */
function addressOf(page: number, { vendor, collection }: PageFacts): string {
  const asked = { ...(collection !== null && { collection }), ...(vendor !== null && { vendor }), page: String(page) }
  return `?${new URLSearchParams(asked)}`
}
