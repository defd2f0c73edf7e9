import { z } from 'zod'
import { text } from '../../platform/contract/inputs.ts'

/** The languages of the theme's blocks: the locales of extensions/backorder-promise. A test compares the two. */
export const textLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt-BR', 'pl', 'sv', 'da', 'ja'] as const
export type TextLanguage = (typeof textLanguages)[number]

/** Shown instead of the blocks' own sentences, with a day to tell and without. */
export const sentenceKeys = ['backorder-day', 'backorder-no-day', 'made-to-order-day', 'made-to-order-no-day'] as const

export const longestText = 250
/** Shopify keeps so much in one metafield: in every language they must fit. */
export const mostNotes = 10

/** Shown where an override names it. */
const noteKey = z
  .string()
  .max(40)
  .regex(/^note-[a-z0-9]+(-[a-z0-9]+)*$/, `must be ${sentenceKeys.join(', ')} or note- and a name such as note-spring`)

export const textKey = z.union([z.enum(sentenceKeys), noteKey], {
  error: `must be ${sentenceKeys.join(', ')} or note- and a name of at most 35 letters, such as note-spring`,
})

const language = z.enum(textLanguages, {
  error: `is not a language of the blocks, which are ${textLanguages.join(', ')}`,
})

/** One line without markup; `[day]` stands for the day. */
const words = text(longestText)
  .transform((said) => said.replace(/\s+/g, ' ').trim())
  .refine((said) => !/\p{C}/u.test(said), 'has a character that cannot be seen')
  .refine((said) => !/\[\s*day\s*\]/i.test(said.replaceAll('[day]', '')), 'must name the day as [day]')
  .transform((said) => said || null)
  .nullable()

/** A text of the merchant's, or with `words` null its removal. `version` is that of the text it was made from. */
const textChange = z
  .object({ key: textKey, language, words, version: z.number().int().nullish() })
  .refine((change) => !change.key.endsWith('-no-day') || !change.words?.includes('[day]'), {
    path: ['words'],
    error: 'must not hold [day]: it is shown when there is no day to tell',
  })

/** All of them, or none. */
export const textsInput = z.object({ changes: z.array(textChange).min(1).max(200) })
export type TextsInput = z.input<typeof textsInput>

const merchantText = z.object({
  key: z.string(),
  language: z.enum(textLanguages),
  words: z.string(),
  version: z.number().int(),
  changedAt: z.iso.datetime(),
})
export type MerchantText = z.infer<typeof merchantText>

export const merchantTexts = z.object({
  languages: z.array(z.enum(textLanguages)),
  /** By key and language. What is not named is said in the blocks' own words. */
  texts: z.array(merchantText),
  published: z.object({
    /** When Shopify was last given the texts; null: never. */
    at: z.iso.datetime().nullable(),
    /** There are changes that Shopify was not given yet. */
    isWaiting: z.boolean(),
    /** Why Shopify did not take them, in an operator's words. */
    trouble: z.string().nullable(),
  }),
})
export type MerchantTexts = z.infer<typeof merchantTexts>
