import { z } from 'zod'

/** An amount as decimal text, `12.5`; its currency stands beside it. Up to 14 digits before the point and 6 after. */
export const money = z.string().regex(/^[0-9]{1,14}(\.[0-9]{1,6})?$/, 'must be an amount such as 12.50')

/** `EUR` */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency such as EUR')
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'must be a currency that is paid in')

/** What one unit of a currency is worth in another, as decimal text: `1.0843`. */
export const exchangeRate = z
  .string()
  .regex(/^[0-9]{1,10}(\.[0-9]{1,10})?$/, 'must be a rate such as 1.0843')
  .refine((rate) => /[1-9]/.test(rate), 'must be more than nothing')

/** A calendar day as it is told, whatever year somebody once said. */
export const toldDay = z.iso.date()

/** A calendar day that is said, `2026-11-27`, of the years 2000 to 2999. */
export const day = z.iso
  .date('must be a calendar day such as 2026-11-27')
  .refine((text) => text.startsWith('2'), 'must be a day of the years 2000 to 2999')

/** Whole units, as many as a line may have. */
export const units = z.number().int().min(1).max(1_000_000)
