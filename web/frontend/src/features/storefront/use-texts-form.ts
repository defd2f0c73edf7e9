import { useEffect, useState } from 'react'
import type { MerchantTexts, TextLanguage } from '../../../../contract/storefront-texts.ts'
import { refusalOf } from '../../api/faults.ts'
import { useWriteTexts } from '../../api/storefront-queries.ts'
import { showToast } from '../../api/toast.ts'
import { nearestLanguage } from '../../storefront/languages.ts'
import { locale } from '../../words/counted.ts'
import { textWords } from '../../words/text-words.ts'
import { changesOf, draftOf, noteKeys, problemOf, type TextDraft, withoutKey, withText } from './text-draft.ts'

/** What is typed is kept apart from what is read: every language of it, until it is saved or discarded as a whole. */
export function useTextsForm({ texts: read }: MerchantTexts) {
  const [base, setBase] = useState(read)
  const [draft, setDraft] = useState<TextDraft>(() => draftOf(read))
  const [language, setLanguage] = useState<TextLanguage>(() => nearestLanguage(locale()))
  const [isChecked, setChecked] = useState(false)
  const [refusals, setRefusals] = useState(0)
  const write = useWriteTexts()
  const changes = changesOf(draft, base)
  const isDirty = changes.length > 0
  const told = JSON.stringify(read)

  const showAsItIs = (texts: MerchantTexts['texts']) => {
    setBase(texts)
    setDraft(draftOf(texts))
    setChecked(false)
    write.reset()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is read, unless something is typed
  useEffect(() => {
    if (!isDirty && !write.isPending) showAsItIs(read)
  }, [told])

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
    isBusy: write.isPending,
    trouble: write.isError ? (refusalOf(write.error) ?? textWords.trouble) : null,
    problemOf: (key: string, words: string) => (isChecked ? problemOf(key, words) : null),
    change: (key: string, words: string) => setDraft((before) => withText(before, { key, language }, words)),
    remove: (key: string) => setDraft((before) => withoutKey(before, key)),
    submit,
    discard: () => showAsItIs(read),
  }
}
