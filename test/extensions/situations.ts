import type { Promised } from './a-storefront.ts'

export const oneDay = { from: '2026-12-04', to: '2026-12-04' }
const range = { from: '2026-12-01', to: '2027-01-08' }
export const made = { state: 'made-to-order' }
export const full = { state: 'limit-reached', room: 0 }
const late = { delayed: true }
export const gone = { state: 'discontinued', room: 0 }

/** Each kind of sentence once: of which stock and promise, and where it stands. */
export const situations: [name: string, stock: number, promise: Promised, where: 'shown' | 'beyond' | 'over'][] = [
  ['by a day', 0, oneDay, 'shown'],
  ['between two days', 0, range, 'shown'],
  ['without a day', 0, {}, 'shown'],
  ['one more allowed', 0, { room: 1 }, 'shown'],
  ['three more allowed', 0, { room: 3 }, 'shown'],
  ['five more allowed', 0, { room: 5 }, 'shown'],
  ['made to order by a day', 0, { ...made, ...oneDay }, 'shown'],
  ['made to order between two days', 0, { ...made, ...range }, 'shown'],
  ['made to order', 0, made, 'shown'],
  ['limit reached', 0, full, 'shown'],
  ['discontinued', 0, gone, 'shown'],
  ['part now, the rest by a day', 2, oneDay, 'beyond'],
  ['part now, the rest between two days', 2, range, 'beyond'],
  ['part now, the rest later', 2, {}, 'beyond'],
  ['one in stock and no more allowed', 1, full, 'beyond'],
  ['five allowed in all', 2, { room: 3 }, 'over'],
  ['the last one', 1, gone, 'beyond'],
  ['the last five', 5, gone, 'beyond'],
  ['delayed', 0, late, 'shown'],
  ['made to order and delayed', 0, { ...made, ...late }, 'shown'],
  ['part now, the rest delayed', 2, late, 'beyond'],
]
