// Moments, as Shopify writes them: 2026-11-22T09:00:00-05:00 and 2026-11-22T14:00:00Z are one moment. A time without a
// zone is read as UTC, so that the answer does not depend on where the app runs.

const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/
const ANY = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?(?:[Zz]|([+-]\d\d):?(\d\d)?)?)?$/

/** Milliseconds since 1970, with a fraction where the text is finer; Infinity for a text that names no moment. */
export function instantOf(text: string): number {
  const milliseconds = USUAL.test(text) ? Date.parse(text) : parseUnusual(text)
  return Number.isNaN(milliseconds) ? Number.POSITIVE_INFINITY : milliseconds
}

function parseUnusual(text: string): number {
  const [, day, time = '00:00', seconds = ':00', fraction = '', zoneHours = '+00', zoneMinutes = '00'] =
    ANY.exec(text) ?? []
  return Date.parse(`${day}T${time}${seconds}${zoneHours}:${zoneMinutes}`) + Number(`0.${fraction}0`) * 1000
}
