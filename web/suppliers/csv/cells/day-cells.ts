import { type Meaning, type NumberStyle, numberIn } from './written-number.ts'

const mostDays = 3_650

const dayWords = /^(?:d|days?|tage?n?|jours?|j|giorn[oi]|gg|d[ií]as?|dag(?:en|e|ar)?|dni|dzień|dz|日|日間|天)\.?$/iu
const weekWords =
  /^(?:w|wks?|weeks?|wochen?|wo|kw|semaines?|sem|settiman[ae]|sett|semanas?|we(?:ek|ken)|wk|veck(?:a|or)|v|uger?|u|tydzień|tygodni[ea]?|tyg|週|週間|周)\.?$/iu
const about =
  /^(?:ca\.?|circa|approx\.?|about|up to|max\.?|bis(?: zu)?|env\.?|environ|cerca de|około|omkring|約|[~≈<≤])\s*/iu

/** `14`, `14 days`, `2 Wochen`; of `5-7 days` the longer, and that is said. */
export function daysOf(cell: string, style: NumberStyle): Meaning<number> {
  const text = cell.normalize('NFKC').trim()
  const plain = text.replace(about, '')
  const parts = /^(\d[\d.,]*)(?:\s*(?:-|–|—|~|to|bis|à|a|tot|do|till|til|〜|から)\s*(\d[\d.,]*))?\s*(\D*)$/iu.exec(
    plain,
  )
  if (parts === null) return { wrong: 'is not a number of days' }
  const [, first = '', last = first, word = ''] = parts
  const unit = word.trim()
  const isWeeks = weekWords.test(unit)
  if (unit !== '' && !isWeeks && !dayWords.test(unit)) return { wrong: 'is not a number of days or weeks' }
  const numbers = [numberIn(first, style), numberIn(last, style)]
  const doubt = numbers.find((number) => 'wrong' in number && number.isDoubtful)
  if (doubt && 'wrong' in doubt) return doubt
  const [least = Number.NaN, most = Number.NaN] = numbers.map((number) =>
    'value' in number ? wholeIn(number.value) : Number.NaN,
  )
  const days = most * (isWeeks ? 7 : 1)
  if (!(least <= most && days <= mostDays)) return { wrong: 'is not a number of days' }
  if (text === plain && last === first) return { value: days }
  return { value: days, remark: `is read as ${days} days` }
}

function wholeIn(number: string): number {
  return /^\d+(?:\.0+)?$/.test(number) ? Number(number) : Number.NaN
}

/** The eleven languages of the storefront; Danish and Norwegian days are called the same. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'da', 'sv', 'ja']
/** 2024 began on a Monday. */
const week = [1, 2, 3, 4, 5, 6, 7].map((day) => new Date(Date.UTC(2024, 0, day)))

export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const dayNames = collectDayNames()

/** By how they begin and how they are shortened; what means two days in two languages means none. */
function collectDayNames(): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>()
  const add = (name: string, day: number) => {
    const known = found.get(name)
    found.set(name, known === undefined || known === day ? day : null)
  }
  for (const language of languages) {
    for (const [at, date] of week.entries()) {
      for (const weekday of ['long', 'short'] as const) {
        const name = plainWord(date.toLocaleDateString(language, { weekday, timeZone: 'UTC' }))
        add(name, at + 1)
        const isShort = weekday === 'short'
        for (let length = 3; !isShort && length < name.length; length += 1) add(name.slice(0, length), at + 1)
      }
    }
  }
  // Whatever else they are elsewhere: what exports of ours write.
  for (const [at, name] of weekdayNames.entries()) found.set(name.toLowerCase(), at + 1)
  for (let day = 1; day <= 7; day += 1) found.set(String(day), day)
  return found
}

function plainWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '').replaceAll('-feira', '')
}

const every = new Set([
  'daily',
  'every day',
  'everyday',
  'taglich',
  'jeden tag',
  'tous les jours',
  'quotidien',
  'ogni giorno',
])
const working = new Set([
  'weekdays',
  'workdays',
  'working days',
  'werktags',
  'werktage',
  'jours ouvres',
  'giorni feriali',
])

/** `Mon, Thu`, `monday/thursday`, `Mo–Fr`, `täglich` and `1 4`. */
export function weekdaysOf(cell: string): Meaning<number[]> {
  const text = plainWord(cell.trim())
  if (every.has(text)) return { value: [1, 2, 3, 4, 5, 6, 7] }
  if (working.has(text)) return { value: [1, 2, 3, 4, 5] }
  const days = new Set<number>()
  for (const part of text
    .replace(/\s*(?:-|–|—|〜|\b(?:to|bis|tot|till|til)\b)\s*/g, '-')
    .split(/[^\p{L}\d-]+/u)
    .filter(Boolean)) {
    const named = part.split('-').map(dayNamed)
    const [first, last = first] = named
    if (!first || !last || named.length > 2) return { wrong: 'does not name weekdays, such as Mon, Thu' }
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === last) break
    }
  }
  return { value: [...days].sort((one, other) => one - other) }
}

/** Plurals too: on Mondays. */
function dayNamed(word: string): number | null {
  return dayNames.get(word) ?? dayNames.get(word.replace(/s$/, '')) ?? null
}
