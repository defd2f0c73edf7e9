import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import {
  longestText,
  type MerchantText,
  sentenceKeys,
  type TextsInput,
  textLanguages,
} from '../../../../promises/contract/storefront-texts.ts'
import { textWords } from '../words/text-words.ts'

/** Every text as it stands in the form, by `key` and language; what is not in it is empty. */
export type TextDraft = ReadonlyMap<string, string>
type Place = { readonly key: string; readonly language: TextLanguage }

const at = ({ key, language }: Place) => `${language} ${key}`

export function draftOf(texts: readonly MerchantText[]): TextDraft {
  return new Map(texts.map((text) => [at(text), text.words]))
}

export function textAt(draft: TextDraft, place: Place): string {
  return draft.get(at(place)) ?? ''
}

export function withText(draft: TextDraft, place: Place, words: string): TextDraft {
  return new Map(draft).set(at(place), words)
}

/** The draft without a text, in every language. */
export function withoutKey(draft: TextDraft, key: string): TextDraft {
  return new Map([...draft].filter(([place]) => !place.endsWith(` ${key}`)))
}

/** Texts that one of them has otherwise. */
export function changedPlaces(one: TextDraft, other: TextDraft): { language: TextLanguage; key: string }[] {
  const places = [...new Set([...one.keys(), ...other.keys()])]
  return places
    .filter((place) => tidy(one.get(place) ?? '') !== tidy(other.get(place) ?? ''))
    .flatMap((place) => {
      const language = textLanguages.find((each) => place.startsWith(`${each} `))
      return language === undefined ? [] : [{ language, key: place.slice(language.length + 1) }]
    })
}

/** What was typed over `before`, over what is read now: texts that nobody typed in follow. */
export function rebasedTexts(typed: TextDraft, before: TextDraft, now: TextDraft): TextDraft {
  return changedPlaces(typed, before).reduce((draft, place) => withText(draft, place, textAt(typed, place)), now)
}

export function noteKeys(draft: TextDraft): string[] {
  const keys = [...draft.keys()].map((place) => place.slice(place.indexOf(' ') + 1))
  return [...new Set(keys.filter((key) => key.startsWith('note-')))].sort()
}

/** How many texts there are in a language. */
export function textsIn(draft: TextDraft, language: TextLanguage): number {
  return [...draft].filter(([place, words]) => place.startsWith(`${language} `) && words.trim() !== '').length
}

/** What is to be written, made from the texts as they were read. */
export function changesOf(draft: TextDraft, read: readonly MerchantText[]): TextsInput['changes'] {
  const before = new Map(read.map((text) => [at(text), text]))
  const places = [...sentenceKeys, ...new Set([...noteKeys(draft), ...noteKeys(draftOf(read))])].flatMap((key) =>
    textLanguages.map((language) => ({ key, language })),
  )
  return places.flatMap((place) => {
    const words = tidy(textAt(draft, place))
    const text = before.get(at(place))
    if (words === (text?.words ?? '')) return []
    return [{ ...place, words: words === '' ? null : words, ...(text && { version: text.version }) }]
  })
}

/** What is wrong with a text; null: nothing is. */
export function problemOf(key: string, words: string): string | null {
  if (tidy(words).length > longestText) return textWords.tooLong
  if (key.endsWith('-no-day') && !key.startsWith('note-') && words.includes('[day]')) return textWords.noDayHere
  return /\[\s*day\s*\]/i.test(words.replaceAll('[day]', '')) ? textWords.wrongDay : null
}

function tidy(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim()
}
