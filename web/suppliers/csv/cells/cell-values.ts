// What a cell means. Each answers its value, or a text that says what is wrong with it.
import { z } from 'zod'
import {
  type Addresses,
  addressesAfter,
  addressesFault,
  addressesWritten,
  allAddresses,
  noAddresses,
} from '../../rules/addresses.ts'
import { nameFault } from '../../rules/plain-name.ts'
import { currenciesOf, currencyCodes } from './currency-marks.ts'
import { piecesIn } from './price-units.ts'
import { isNotation, type Meaning, type NumberStyle, notation, numberIn, takeApart } from './written-number.ts'

const mostUnits = 1_000_000

/** `12`, `12.0`, `1,000` and `12 pcs`. */
export function unitsInCell(cell: string, style: NumberStyle): Meaning<number> {
  return wholeOf(cell, style, [1, mostUnits], 'is not a whole number of 1 or more')
}

/** Where none may be meant. */
export function countInCell(cell: string, style: NumberStyle): Meaning<number> {
  return wholeOf(cell, style, [0, mostUnits], 'is not a whole number')
}

export function rankOf(cell: string, style: NumberStyle): Meaning<number> {
  return wholeOf(cell, style, [1, 1_000], 'is not a rank: 1 is the preferred supplier')
}

type Bounds = readonly [least: number, most: number]

function wholeOf(cell: string, style: NumberStyle, [least, most]: Bounds, wrong: string): Meaning<number> {
  const parts = takeApart(cell)
  if (parts === null) return { wrong }
  if (isNotation(cell)) return { wrong: notation }
  const unit = parts.after.trim()
  if (parts.before.trim() !== '' || (unit !== '' && piecesIn(unit) !== 1)) return { wrong }
  const number = numberIn(parts.digits, style)
  if ('wrong' in number) return number.wrong === 'is not a number' ? { wrong } : number
  const whole = Number(/^(\d{1,9})(?:\.0+)?$/.exec(number.value)?.[1])
  return whole >= least && whole <= most ? { value: whole } : { wrong }
}

const yes = new Set([
  ...['yes', 'y', 'true', '1', 'x', '✓', 'ja', 'j', 'oui', 'o', 'sí', 'sì', 'si', 'sim', 's', 'tak', 't', 'はい', '○'],
  // What spreadsheets of a country make of TRUE.
  ...['wahr', 'vrai', 'verdadero', 'vero', 'waar', 'prawda', 'verdadeiro', 'sand', 'sandt', 'sant', 'discontinued'],
])
const no = new Set([
  ...['no', 'n', 'false', '0', 'nein', 'non', 'nee', 'nej', 'nie', 'não', 'nao', 'いいえ', '×', 'active'],
  ...['falsch', 'faux', 'falso', 'onwaar', 'fałsz', 'falsk', 'falskt'],
])

export function answerOf(cell: string): Meaning<boolean> {
  const said = cell.normalize('NFKC').toLowerCase()
  if (yes.has(said)) return { value: true }
  return no.has(said) ? { value: false } : { wrong: 'is neither yes nor no' }
}

/** Of a sign that many countries have, the money that is meant here, if it is among them. */
export function currencyAs(cell: string, meant: string | null): Meaning<string> {
  return meant !== null && currenciesOf(cell)?.has(meant) ? { value: meant } : currencyOf(cell)
}

/** `EUR`, `eur`, `€` and `Euro`; `$` is the money of many countries. */
export function currencyOf(cell: string): Meaning<string> {
  const code = cell.trim().toUpperCase()
  if (currencyCodes.has(code)) return { value: code }
  const [only, another] = currenciesOf(cell) ?? []
  if (only === undefined) return { wrong: 'is not a currency such as EUR' }
  return another === undefined
    ? { value: only }
    : { wrong: 'is the money of several countries: write a code such as EUR' }
}

export function languageOf(cell: string): Meaning<string> {
  const tag = cell.replaceAll('_', '-')
  const isTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)
  return isTag
    ? { value: tag.replace(/^[^-]+/, (word) => word.toLowerCase()) }
    : { wrong: 'is not a language such as de or pt-BR' }
}

const email = z.email().max(254)

type SaidAddresses = Pick<Addresses, 'email' | 'alsoTo'> & { readonly cc: readonly string[] | null }

/** `orders@acme.example, sales@acme.example; Cc: kim@acme.example`; without Cc it says nothing of copies. */
export function addressesOf(cell: string): Meaning<SaidAddresses> {
  const { to, cc } = addressesWritten(cell)
  const all = [...to, ...(cc ?? [])]
  const wrong = all.find((address) => !email.safeParse(address).success)
  if (wrong !== undefined || all.length === 0) {
    return { wrong: all.length < 2 ? 'is not an email address' : `has “${wrong}”, which is not an email address` }
  }
  const value = addressesAfter(noAddresses, { email: null, alsoTo: to, cc: cc ?? [] })
  const fault = addressesFault(value)
  if (fault !== null) return { wrong: fault }
  const isTwice = allAddresses(value).length < all.length
  return {
    value: { ...value, cc: cc && value.cc },
    ...(isTwice && { remark: 'names an address twice: it is kept once' }),
  }
}

export function textOf(most: number): (cell: string) => Meaning<string> {
  return (cell) => (cell.length <= most ? { value: cell } : { wrong: `is longer than ${most} characters` })
}

/** What somebody is called. */
export function nameOf(most: number): (cell: string) => Meaning<string> {
  const short = textOf(most)
  return (cell) => {
    const fault = nameFault(cell)
    return fault === null ? short(cell) : { wrong: fault }
  }
}

/** What a supplier is called: accents in one piece and plain spaces, as a keyboard writes it. */
export function supplierNameOf(cell: string): Meaning<string> {
  return nameOf(200)(cell.normalize('NFC').replace(/[^\S ]/g, ' '))
}

/** A number, or a gid. */
export function idInCell(cell: string): Meaning<string> {
  const id = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,18})$/.exec(cell)?.[1]
  return id === undefined ? { wrong: 'is not an id' } : { value: id }
}
