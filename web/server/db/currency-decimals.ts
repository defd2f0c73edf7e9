import { decimalsOf } from '../../domain/money.ts'

const unusual = Intl.supportedValuesOf('currency')
  .map((currency) => [currency, decimalsOf(currency)] as const)
  .filter(([, decimals]) => decimals !== 2)

/** SQL for the decimals that a currency is paid in. */
export const decimalsSql = (currency: string) =>
  `(case ${currency} ${unusual.map(([code, decimals]) => `when '${code}' then ${decimals}`).join(' ')} else 2 end)`
