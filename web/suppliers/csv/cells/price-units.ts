// How many pieces a price is of. Backline keeps what one costs.

const pieces = new Set(
  [
    ...[
      '1',
      'each',
      'ea',
      'pc',
      'pcs',
      'pce',
      'piece',
      'pieces',
      'unit',
      'units',
      'item',
      'items',
      'no',
      'nos',
      'nr',
      'qty',
    ],
    ...['st', 'stk', 'stck', 'stück', 'stueck', 'einheit', 'einheiten', 'me', 'vpe1'],
    ...[
      'pièce',
      'pièces',
      'pce',
      'unité',
      'unités',
      'u',
      'pz',
      'pezzo',
      'pezzi',
      'unità',
      'ud',
      'uds',
      'unidad',
      'unidades',
    ],
    ...['stuk', 'stuks', 'szt', 'sztuka', 'sztuk', 'un', 'und', 'unidade', 'peça', 'styk', 'stycke', 'enhed', 'enhet'],
    ...['個', '枚', '本', '点', 'ヶ', 'コ', '台', '件', '个'],
  ].map((word) => word.normalize('NFKC')),
)

const hundreds = new Set(['hundred', 'hundert', 'cent', '百'])
const thousands = new Set(['thousand', 'tausend', 'mille', 'mil', 'tsd', '千'])

/** `100`, `100 Stk`, `Stück`, `C`: of so many pieces; null where it is no number of pieces, such as `kg`. */
export function piecesIn(unit: string): number | null {
  const text = unit.normalize('NFKC').toLowerCase().replace(/[.()]/g, ' ').trim()
  const [, count, word = ''] = /^(\d{1,6})?\s*(.*?)\s*$/.exec(text) ?? []
  if (word !== '' && !pieces.has(word)) {
    if (count !== undefined) return null
    if (hundreds.has(word)) return 100
    return thousands.has(word) ? 1_000 : null
  }
  return count === undefined ? 1 : Number(count) || null
}

const per = /(?:\/|(?<![\p{L}])(?:per|pro|je|par|por|za|voor|à)(?![\p{L}]))\s*(.+)$/iu

/** What stands behind “per” or a stroke, and what before it: `Price per 100`, ` €/Stk`. */
export function priceUnitIn(text: string): { readonly unit: string; readonly rest: string } | null {
  const found = per.exec(text)
  return found ? { unit: (found[1] ?? '').trim(), rest: text.slice(0, found.index) } : null
}
