import { useEffect, useState } from 'react'
import type { MerchantTexts, TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { locale } from '../../format/counted.ts'
import { nearestLanguage } from '../sentences/languages.ts'
import { useWriteTexts } from '../storefront-queries.ts'
import { textWords } from '../words/text-words.ts'
import {
  changedPlaces,
  changesOf,
  draftOf,
  noteKeys,
  problemOf,
  rebasedTexts,
  type TextDraft,
  textAt,
  withoutKey,
  withText,
} from './text-draft.ts'

type Place = { readonly key: string; readonly language: TextLanguage }
type OthersText = Place & { readonly words: string }

/** What is typed is kept apart from what is read: every language of it, until it is saved or discarded as a whole. */
export function useTextsForm({ texts: read }: MerchantTexts) {
  const [base, setBase] = useState(read)
  const [draft, setDraft] = useState<TextDraft>(() => draftOf(read))
  const [language, setLanguage] = useState<TextLanguage>(() => nearestLanguage(locale()))
  const [isChecked, setChecked] = useState(false)
  const [refusals, setRefusals] = useState(0)
  /** Texts that others changed since this was begun, as they left them. */
  const [others, setOthers] = useState<readonly OthersText[]>([])
  const write = useWriteTexts()
  const changes = changesOf(draft, base)
  const isDirty = changes.length > 0
  const told = JSON.stringify(read)

  const showAsItIs = (texts: MerchantTexts['texts']) => {
    setBase(texts)
    setDraft(draftOf(texts))
    setChecked(false)
    setOthers([])
    write.reset()
  }
  /** What is typed stays, and is a change of what is read now. */
  const follow = (texts: MerchantTexts['texts']) => {
    const [before, now] = [draftOf(base), draftOf(texts)]
    const theirs = changedPlaces(before, now).map((place) => ({ ...place, words: textAt(now, place) }))
    const isOf = (one: Place) => (other: Place) => other.key === one.key && other.language === one.language
    setBase(texts)
    setDraft((typed) => rebasedTexts(typed, before, now))
    setOthers((known) => [...known.filter((one) => !theirs.some(isOf(one))), ...theirs])
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is read, not what is typed
  useEffect(() => {
    if (write.isPending || told === JSON.stringify(base)) return
    if (isDirty) follow(read)
    else showAsItIs(read)
  }, [told, write.isPending])

  const submit = () => {
    const wrong = changes.find(({ key, words }) => problemOf(key, words ?? '') !== null)
    if (wrong) {
      setLanguage(wrong.language)
      setChecked(true)
      setRefusals((before) => before + 1)
      return
    }
    if (!isDirty) return
    write.mutate(changes, {
      onSuccess: ({ texts }) => {
        showAsItIs(texts)
        showToast(textWords.saved)
      },
    })
  }

  return {
    draft,
    notes: noteKeys(draft),
    language,
    setLanguage,
    refusals,
    isDirty,
    others: isDirty ? others : [],
    isBusy: write.isPending,
    trouble: write.isError ? (refusalOf(write.error) ?? textWords.trouble) : null,
    problemOf: (key: string, words: string) => (isChecked ? problemOf(key, words) : null),
    change: (key: string, words: string) => setDraft((before) => withText(before, { key, language }, words)),
    remove: (key: string) => setDraft((before) => withoutKey(before, key)),
    submit,
    discard: () => showAsItIs(read),
  }
}
