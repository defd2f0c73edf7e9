import { counted } from '../../format/counted.ts'

export const textWords = {
  language: 'Language',
  languageTitle: 'Language',
  languageHint: 'Each language has its own texts. Leave one empty, and Backline says it in its own words.',
  backorderTitle: 'On backorder',
  madeTitle: 'Made to order',
  notesTitle: 'Notes for single products',
  notesHint: 'Said instead of all of the above where an override names one of them.',
  withDay: 'When a day can be told',
  withoutDay: 'When no day can be told',
  dayHint: 'Write [day] where the day stands.',
  noteHint: 'Write [day] where the day stands. Without a day to tell, a note with [day] is left out.',
  view: 'Shoppers read',
  noteName: 'Name of a new note',
  noteNameHint: 'Name, such as Pre-sale',
  addNote: 'Add note',
  removeNote: 'Remove',
  removeLabel: (name: string) => `Remove the note “${name}”`,
  noteTaken: 'There is a note of that name',
  noteNameless: 'Enter a name with letters or digits of our alphabet',
  noteTooMany: 'There can be ten notes at most',
  tooLong: 'At most 250 letters',
  noDayHere: 'Leave out [day]: this is said when there is no day',
  wrongDay: 'Write the day exactly as [day]',
  saved: 'Texts saved. Your shop shows them in a moment.',
  trouble: 'That did not work: Backline does not answer. Nothing was changed.',
  loading: 'Loading your texts',
  failed: 'Your texts cannot be shown right now',
  failedText: 'Backline does not answer. Your shop goes on showing what it was given.',
  retry: 'Try again',
  othersTitle: 'Someone else edited these texts',
  waiting: 'Your last changes are on the way to your shop.',
  troubleTitle: 'Shopify did not take your texts yet',
} as const

/** `note-spring-sale` is shown as `Spring sale`. */
export function noteName(key: string): string {
  const words = key.replace(/^note-/, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The key of a note by the name that a merchant gives it; null where the name has nothing to make one of. */
export function noteKey(name: string): string | null {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 35)
    .replace(/-+$/, '')
  return slug === '' ? null : `note-${slug}`
}

const sentences: Readonly<Record<string, string>> = {
  'backorder-day': `${textWords.backorderTitle}, ${textWords.withDay.toLowerCase()}`,
  'backorder-no-day': `${textWords.backorderTitle}, ${textWords.withoutDay.toLowerCase()}`,
  'made-to-order-day': `${textWords.madeTitle}, ${textWords.withDay.toLowerCase()}`,
  'made-to-order-no-day': `${textWords.madeTitle}, ${textWords.withoutDay.toLowerCase()}`,
}

/** `Made to order, when no day can be told (German) is now “Handgemacht”. What you entered is kept: save it if it is still right.` */
export function othersTexts(others: readonly { key: string; language: string; words: string }[]): string {
  const changed = others.map(({ key, language, words }) => {
    return `${sentences[key] ?? noteName(key)} (${language}) is now ${words === '' ? 'blank' : `“${words}”`}.`
  })
  return `${changed.join(' ')} What you entered is kept: save it if it is still right.`
}

/** `German · 2 texts` */
export function languageChoice(name: string, texts: number): string {
  return texts === 0 ? name : `${name} · ${counted(texts, 'text')}`
}
