import type { OverrideState, StorefrontPromise } from '../../../../promises/contract/storefront.ts'
import { locale } from '../../format/counted.ts'
import { dayHere } from '../../format/dates.ts'
import { StoreNotice } from '../../ui/notices/store-notice.tsx'
import { Framed } from '../../ui/previews/framed.tsx'
import { few } from '../overview/previews.ts'
import { nearestLanguage } from '../sentences/languages.ts'
import { type OwnTexts, promiseSentence, type ShownPromise } from '../sentences/promise-sentence.ts'
import { overrideWords as words } from '../words/override-words.ts'

type Props = {
  readonly promise: StorefrontPromise | null
  readonly override: Pick<OverrideState, 'day' | 'note' | 'hide'>
  readonly texts: OwnTexts
  readonly remark: string | null
}

const anyBackorder: ShownPromise = {
  state: 'backorder',
  from: null,
  to: null,
  room: null,
  units: null,
  delayed: false,
  note: null,
}

/** What a shopper reads of it once it is out of stock. */
export function OverridePreview({ promise, override, texts, remark }: Props) {
  const language = nearestLanguage(locale())
  const told = overridden(promise ?? anyBackorder, override)
  const telling = { language, texts, today: dayHere(new Date()), few }
  const sentence = override.hide ? null : promiseSentence(told, { ready: 0, asked: 1 }, telling)
  return (
    <Framed name={words.view} remark={remark}>
      {sentence === null ? words.nothingShown : <StoreNotice words={sentence} language={language} />}
    </Framed>
  )
}

/** As the server has it: where no more can be ordered, neither day nor note is told. */
function overridden(promise: ShownPromise, { day, note }: Props['override']): ShownPromise {
  if (promise.state !== 'backorder' && promise.state !== 'made-to-order') return promise
  return { ...promise, ...(day !== null && { from: day, to: day, units: null, delayed: false }), note: note ?? null }
}
