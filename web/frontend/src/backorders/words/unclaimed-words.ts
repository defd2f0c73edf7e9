import { counted } from '../../format/counted.ts'

/** `12 units of 3 items are owed by orders that did not take stock.` */
export function unclaimedUnits(units: number, items: number): string {
  return `${counted(units, 'unit')} of ${counted(items, 'item')} ${are(units)} owed by orders that did not take stock.`
}

/** `12 units are owed by orders that did not take stock.` */
export function itemUnclaimedWords(units: number): string {
  return `${counted(units, 'unit')} ${are(units)} owed by orders that did not take stock.`
}

/** `3 units of this line did not take stock when they were ordered.` */
export function lineUnclaimedWords(units: number, isCounted: boolean): string {
  const said = `${counted(units, 'unit')} of this line did not take stock when ${units === 1 ? 'it was' : 'they were'} ordered.`
  return isCounted ? said : `${said} ${units === 1 ? 'It is' : 'They are'} not counted as backordered.`
}

/** `3 did not take stock`; nothing where all did. */
export function unclaimedPart(units: number): string {
  return units === 0 ? '' : `${units} did not take stock`
}

function are(units: number): string {
  return units === 1 ? 'is' : 'are'
}
