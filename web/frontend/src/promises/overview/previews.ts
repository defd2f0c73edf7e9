import type { StorefrontPromise, ToldVariant } from '../../../../promises/contract/storefront.ts'
import { dayHere } from '../../format/dates.ts'
import type { PreviewTile } from '../../ui/previews/preview-tiles.tsx'
import { promiseSentence, type ShelfInView, type ShownPromise, type Telling } from '../sentences/promise-sentence.ts'
import { previewWords, type Situation, shelfWords, situationWords } from '../words/preview-words.ts'

/** From how few on a shopper is told how many more can be ordered: the block's own default. */
export const few = 5

type Shown = Pick<ToldVariant, 'title' | 'variantTitle' | 'imageUrl' | 'promise'>
type Scene = { readonly shelf: ShelfInView; readonly example: ShownPromise; fits(promise: StorefrontPromise): boolean }

const nothing: ShownPromise = {
  state: 'backorder',
  from: null,
  to: null,
  room: null,
  units: null,
  delayed: false,
  note: null,
}
const soldOut: ShelfInView = { ready: 0, asked: 1 }

/** Each situation with what stands in where no variant of the shop is in it. */
function scenes(now: Date): readonly (readonly [Situation, Scene])[] {
  const today = dayHere(now)
  const soon = { from: dayHere(now, 12), to: dayHere(now, 12) }
  const isFew = ({ room }: StorefrontPromise) => room !== null && room <= few
  const hasDay = ({ to, units }: StorefrontPromise) => to !== null && to >= today && units !== 0
  const isOf = (state: StorefrontPromise['state']) => (promise: StorefrontPromise) => promise.state === state
  const isOrdinary = (promise: StorefrontPromise) => isOf('backorder')(promise) && !isFew(promise)
  const never = () => false
  return [
    ['day', { shelf: soldOut, example: { ...nothing, ...soon }, fits: (told) => isOrdinary(told) && hasDay(told) }],
    [
      'no-day',
      { shelf: soldOut, example: nothing, fits: (told) => isOrdinary(told) && !hasDay(told) && !told.delayed },
    ],
    [
      'made-to-order',
      {
        shelf: soldOut,
        example: { ...nothing, from: dayHere(now, 18), to: dayHere(now, 25), state: 'made-to-order' },
        fits: isOf('made-to-order'),
      },
    ],
    ['split', { shelf: { ready: 2, asked: 5 }, example: { ...nothing, ...soon }, fits: never }],
    ['beyond', { shelf: { ready: 2, asked: 12 }, example: { ...nothing, ...soon, units: 6 }, fits: never }],
    [
      'few',
      {
        shelf: soldOut,
        example: { ...nothing, ...soon, room: 3 },
        fits: (told) => isOf('backorder')(told) && isFew(told) && told.room !== 0,
      },
    ],
    [
      'limit-reached',
      { shelf: soldOut, example: { ...nothing, room: 0, state: 'limit-reached' }, fits: isOf('limit-reached') },
    ],
    ['last-ones', { shelf: { ready: 2, asked: 4 }, example: { ...nothing, state: 'discontinued' }, fits: never }],
    ['discontinued', { shelf: soldOut, example: { ...nothing, state: 'discontinued' }, fits: isOf('discontinued') }],
    [
      'delayed',
      { shelf: soldOut, example: { ...nothing, delayed: true }, fits: (told) => isOrdinary(told) && told.delayed },
    ],
  ]
}

/** Every situation, with a variant that is in it now where the shop has one, and another product each where it can. */
export function previews(
  variants: readonly Shown[],
  telling: Omit<Telling, 'today' | 'few'>,
  now: Date,
): PreviewTile[] {
  const told = { ...telling, few, today: dayHere(now) }
  const left = new Set(variants)
  const take = (variant: Shown | undefined) => {
    if (variant) left.delete(variant)
    return variant ?? null
  }
  const real = scenes(now).map(([situation, scene]) => ({
    situation,
    ...scene,
    variant: take([...left].find(({ promise }) => promise && !promise.hide && scene.fits(promise))),
  }))
  return real.map(({ situation, shelf, example, variant }, index) => {
    const shown = variant ?? take([...left][0]) ?? variants[index % variants.length] ?? null
    return {
      key: situation,
      name: situationWords[situation],
      remark: variant ? previewWords.asNow : previewWords.example,
      product: { title: shown?.title ?? previewWords.anyProduct, imageUrl: shown?.imageUrl ?? null },
      shelf: [shown?.variantTitle, shelfWords(shelf)].filter((part) => part).join(' · '),
      words: promiseSentence(variant?.promise ?? example, shelf, told) ?? '',
    }
  })
}
