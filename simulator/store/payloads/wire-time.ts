// Shopify's payloads tell time in whole seconds with the shop's offset: `2021-12-31T19:00:00-05:00`.

const HOUR = 3_600_000
const offsets = new Map<string, number>()
const formats = new Map<string, Intl.DateTimeFormat>()
const remembered = 1_000
const texts = new Map<string, string>()

/** One payload tells the same few instants over and over. */
export function wireTime(instant: string, timezone: string): string {
  const key = instant + timezone
  const known = texts.get(key)
  if (known !== undefined) return known
  if (texts.size >= remembered) texts.clear()
  const text = textOf(instant, timezone)
  texts.set(key, text)
  return text
}

function textOf(instant: string, timezone: string): string {
  const at = Date.parse(instant)
  const offset = offsetMinutes(at, timezone)
  const local = new Date(at + offset * 60_000).toISOString().slice(0, 19)
  const size = Math.abs(offset)
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

/** Asking Intl is slow, and an offset holds for the whole hour. */
function offsetMinutes(at: number, timezone: string): number {
  const key = `${timezone} ${Math.floor(at / HOUR)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const name = formatOf(timezone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  const offset = sign === '-' ? -size : size
  offsets.set(key, offset)
  return offset
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timezone) ?? new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })
  formats.set(timezone, format)
  return format
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
