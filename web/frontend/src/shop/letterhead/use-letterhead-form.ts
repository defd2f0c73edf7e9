import { useEffect, useState } from 'react'
import type { Letterhead } from '../../../../shop/contract/letterhead.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { saveFile } from '../../ui/text/save-file.ts'
import { useSample, useWriteLetterhead } from './letterhead-queries.ts'
import {
  isSameLetterhead,
  type LetterheadText,
  letterheadText,
  readLetterhead,
  type TextProblems,
} from './letterhead-text.ts'
import { letterheadWords as words } from './letterhead-words.ts'

/** What is typed is kept apart from what is read: an edit is of the version that was read when it began, or refused last. */
export function useLetterheadForm(letterhead: Letterhead) {
  const [base, setBase] = useState(letterhead)
  const [text, setText] = useState(() => letterheadText(letterhead))
  const [problems, setProblems] = useState<TextProblems>({})
  const [refusals, setRefusals] = useState(0)
  const write = useWriteLetterhead()
  const sample = useSample()
  const isDirty = !isSameLetterhead(text, letterheadText(base))

  const show = (read: Letterhead) => {
    setBase(read)
    setText(letterheadText(read))
    setProblems({})
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is read, not what is typed
  useEffect(() => {
    if (letterhead.version === base.version || write.isPending) return
    if (isDirty) setBase(letterhead)
    else show(letterhead)
  }, [letterhead, write.isPending])

  /** Null where something is wrong, which is told. */
  const read = () => {
    const found = readLetterhead(text)
    if ('texts' in found) {
      setProblems({})
      return found.texts
    }
    setProblems(found.problems)
    setRefusals((before) => before + 1)
    return null
  }

  return {
    text,
    problems,
    refusals,
    isDirty,
    isBusy: write.isPending,
    isDrawing: sample.isPending,
    trouble: troubleOf(write.error, words.trouble) ?? troubleOf(sample.error, words.previewFailed),
    change: (change: Partial<LetterheadText>) => {
      setText((before) => ({ ...before, ...change }))
      setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in change))))
    },
    submit: () => {
      const texts = read()
      if (texts === null) return
      write.mutate(
        { ...texts, version: base.version },
        {
          onSuccess: (written) => {
            show(written)
            showToast(words.saved)
          },
        },
      )
    },
    preview: () => {
      const texts = read()
      if (texts !== null) sample.mutate(texts, { onSuccess: (file) => saveFile(file, words.previewFile) })
    },
    discard: () => {
      show(letterhead)
      write.reset()
    },
  }
}

function troubleOf(error: Error | null, otherwise: string): string | null {
  return error === null ? null : (refusalOf(error) ?? otherwise)
}
