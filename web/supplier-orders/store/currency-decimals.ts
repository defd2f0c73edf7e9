import { unusualDecimals } from '../../platform/values/money.ts'

/** SQL for the decimals that a currency is paid in. */
export const decimalsSql = (currency: string) =>
  `(case ${currency} ${[...unusualDecimals].map(([code, decimals]) => `when '${code}' then ${decimals}`).join(' ')} else 2 end)`
