import type { StorefrontOverview } from '../../../../contract/storefront.ts'
import { promiseSentence, type Shelf, type ShownPromise, type Telling } from '../../storefront/promise-sentence.ts'
import type { PreviewTile } from '../../ui/preview-tiles.tsx'
import { dayHere } from '../../words/dates.ts'
import { previewWords, type Situation, shelfWords, situationWords } from '../../words/preview-words.ts'

type Sample = StorefrontOverview['samples'][number]
type Scene = { readonly shelf: Shelf; readonly example: ShownPromise; fits(sample: Sample): boolean }

const nothing: ShownPromise = { state: 'backorder', from: null, to: null, room: null, units: null, note: null }
const soldOut: Shelf = { ready: 0, asked: 1 }

/** Each situation with what stands in where no variant of the shop is in it. */
function scenes(now: Date): Readonly<Record<Situation, Scene>> {
  const today = dayHere(now)
  const soon = { from: dayHere(now, 12), to: dayHere(now, 12) }
  const isOrdinary = ({ promise }: Sample) => promise.state === 'backorder' && (promise.room ?? 99) > 5
  const hasDay = ({ promise }: Sample) => promise.to !== null && promise.to >= today && promise.units !== 0
  const never = () => false
  return {
    day: { shelf: soldOut, example: { ...nothing, ...soon }, fits: (told) => isOrdinary(told) && hasDay(told) },
    'no-day': { shelf: soldOut, example: nothing, fits: (told) => isOrdinary(told) && !hasDay(told) },
    'made-to-order': {
      shelf: soldOut,
      example: { ...nothing, from: dayHere(now, 18), to: dayHere(now, 25), state: 'made-to-order' },
      fits: ({ promise }) => promise.state === 'made-to-order',
    },
    split: { shelf: { ready: 2, asked: 5 }, example: { ...nothing, ...soon }, fits: never },
    beyond: {
      shelf: { ready: 2, asked: 12 },
      example: { ...nothing, ...soon, units: 6 },
      fits: never,
    },
    few: { shelf: soldOut, example: { ...nothing, ...soon, room: 3 }, fits: never },
    'limit-reached': {
      shelf: soldOut,
      example: { ...nothing, room: 0, state: 'limit-reached' },
      fits: ({ promise }) => promise.state === 'limit-reached',
    },
    'last-ones': { shelf: { ready: 2, asked: 4 }, example: { ...nothing, state: 'discontinued' }, fits: never },
    discontinued: {
      shelf: soldOut,
      example: { ...nothing, state: 'discontinued' },
      fits: ({ promise }) => promise.state === 'discontinued',
    },
  }
}

/** Every situation, with a variant that is in it now where the shop has one. */
export function previews(overview: StorefrontOverview, telling: Omit<Telling, 'today'>, now: Date): PreviewTile[] {
  const told = { ...telling, today: dayHere(now) }
  const byName = Object.entries(scenes(now)) as [Situation, Scene][]
  return byName.map(([situation, { shelf, example, fits }]) => {
    const real = overview.samples.find((sample) => !sample.promise.hide && fits(sample)) ?? null
    const shown = real ?? standIn(overview, example)
    return {
      key: situation,
      name: situationWords[situation],
      remark: real ? previewWords.asNow : previewWords.example,
      product: { title: shown?.title ?? previewWords.anyProduct, imageUrl: shown?.imageUrl ?? null },
      shelf: [shown?.variantTitle, shelfWords(shelf)].filter((part) => part).join(' · '),
      words: promiseSentence(real?.promise ?? example, shelf, told) ?? '',
    }
  })
}

/** A product of the same kind before any other. */
function standIn({ samples, anyVariant }: StorefrontOverview, { state }: ShownPromise) {
  return samples.find(({ promise }) => promise.state === state) ?? anyVariant ?? samples[0] ?? null
}
