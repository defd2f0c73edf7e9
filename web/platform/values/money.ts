// Amounts as decimal text, worked out in whole numbers: 0.1 plus 0.2 is 0.3, and 3 units at 0.335 are 1.005. What comes
// out has no zeros that say nothing: 12.50 is 12.5. Which currency an amount is in stands beside it, never in it.

/** `12.5`, `-3`, `0.000001`. */
export type Amount = string

/** Currencies whose smallest coin is no hundredth, by ISO 4217. */
export const unusualDecimals: ReadonlyMap<string, number> = new Map([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((currency) => [currency, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency) => [currency, 3] as const),
])

/** Whether the amount can be paid: 100.5 is no amount of yen. */
export function isPayable(amount: Amount, currency: string): boolean {
  return rounded(amount, decimalsOf(currency)) === sum([amount])
}

/** digits / 10^scale */
type Decimal = { readonly digits: bigint; readonly scale: number }

export function isAmount(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text)
}

/** 0 for none. */
export function sum(amounts: readonly Amount[]): Amount {
  return written(amounts.map(read).reduce(added, { digits: 0n, scale: 0 }))
}

export function difference(one: Amount, other: Amount): Amount {
  const { digits, scale } = read(other)
  return written(added(read(one), { digits: -digits, scale }))
}

/** An amount by whole units, or by a rate: exact. */
export function product(one: Amount, other: Amount | number): Amount {
  const [a, b] = [read(one), read(String(other))]
  return written({ digits: a.digits * b.digits, scale: a.scale + b.scale })
}

/** To so many decimals, half away from zero. By zero is a mistake of the caller's. */
export function quotient(one: Amount, other: Amount | number, decimals: number): Amount {
  const [a, b] = [read(one), read(String(other))]
  return written({
    digits: dividedHalfUp(a.digits * tenTo(b.scale + decimals), b.digits * tenTo(a.scale)),
    scale: decimals,
  })
}

/** Half away from zero: 1.005 to two decimals is 1.01. */
export function rounded(amount: Amount, decimals: number): Amount {
  const { digits, scale } = read(amount)
  if (scale <= decimals) return written({ digits, scale })
  return written({ digits: dividedHalfUp(digits, tenTo(scale - decimals)), scale: decimals })
}

/** Negative where the first is less. */
export function compareAmounts(one: Amount, other: Amount): number {
  const [a, b] = [read(one), read(other)]
  const scale = Math.max(a.scale, b.scale)
  const [x, y] = [a.digits * tenTo(scale - a.scale), b.digits * tenTo(scale - b.scale)]
  if (x === y) return 0
  return x < y ? -1 : 1
}

/**
 * Splits an amount by weights, to so many decimals; the shares add up to it. What rounding leaves over goes to those
 * that it was taken from most, the earlier first. Weights that are all zero count as equal; none get none.
 */
export function shares(amount: Amount, weights: readonly Amount[], decimals: number): Amount[] {
  const whole = read(rounded(amount, decimals))
  const total = whole.digits * tenTo(decimals - whole.scale)
  const weighed = sameScale(weights)
  const all = weighed.reduce((one, other) => one + other, 0n)
  const parts = all === 0n ? weighed.map(() => 1n) : weighed
  const sumOfParts = all === 0n ? BigInt(parts.length) : all
  const floors = parts.map((part) => (total * part) / sumOfParts)
  let left = total - floors.reduce((one, other) => one + other, 0n)
  const lostMost = parts
    .map((part, at) => ({ at, lost: (total * part) % sumOfParts }))
    .sort((one, other) => Number(other.lost > one.lost) - Number(other.lost < one.lost) || one.at - other.at)
  for (const { at } of lostMost) {
    if (left <= 0n) break
    floors[at] = (floors[at] ?? 0n) + 1n
    left -= 1n
  }
  return floors.map((digits) => written({ digits, scale: decimals }))
}

/** Decimals that an amount of this currency is paid in: 2 for EUR, 0 for JPY, 3 for KWD; 2 for one that nobody knows. */
export function decimalsOf(currency: string): number {
  return unusualDecimals.get(currency) ?? 2
}

function read(amount: Amount): Decimal {
  if (!isAmount(amount)) throw new RangeError(`${amount} is not an amount`)
  const [whole = '0', fraction = ''] = amount.split('.')
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

function written({ digits, scale }: Decimal): Amount {
  const sign = digits < 0n ? '-' : ''
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  const whole = text.slice(0, text.length - scale)
  const fraction = text.slice(text.length - scale).replace(/0+$/, '')
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

function added(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale)
  return { digits: one.digits * tenTo(scale - one.scale) + other.digits * tenTo(scale - other.scale), scale }
}

function sameScale(amounts: readonly Amount[]): bigint[] {
  const decimals = amounts.map(read)
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale))
  return decimals.map((decimal) => decimal.digits * tenTo(scale - decimal.scale))
}

function dividedHalfUp(digits: bigint, by: bigint): bigint {
  if (by === 0n) throw new RangeError('nothing is divided by zero')
  const isNegative = digits < 0n !== by < 0n
  const [a, b] = [digits < 0n ? -digits : digits, by < 0n ? -by : by]
  const half = (a * 2n + b) / (b * 2n)
  return isNegative ? -half : half
}

function tenTo(power: number): bigint {
  return 10n ** BigInt(power)
}
