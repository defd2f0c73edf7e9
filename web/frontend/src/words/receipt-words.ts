import type { ReceiptRow } from '../../../contract/receipts.ts'
import { counted, number } from './counted.ts'
import type { StatusWord } from './status-words.ts'

const states: Record<ReceiptRow['state'], StatusWord> = {
  posting: { text: 'Being added to your stock', tone: 'info' },
  posted: { text: 'In your stock', tone: 'success' },
  refused: { text: 'Not added', tone: 'critical' },
}

export function receiptStatus({ state }: Pick<ReceiptRow, 'state'>): StatusWord {
  return states[state]
}

/** `6 accepted, 1 rejected`; of a correction, what it adds and takes away. */
export function receiptUnits({ accepted, rejected, heldBack, corrects }: ReceiptRow): string {
  const sign = (units: number) => (corrects !== null && units > 0 ? `+${number(units)}` : number(units))
  return [
    `${sign(accepted)} accepted`,
    ...(rejected === 0 ? [] : [`${sign(rejected)} rejected`]),
    ...(heldBack > 0 ? [`${counted(heldBack, 'unit')} held back`] : []),
  ].join(', ')
}
