import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Letterhead, LetterheadTexts } from '../../../../shop/contract/letterhead.ts'
import type { Api } from '../../api/api.ts'
import { useApi } from '../../api/api-context.ts'
import { base64 } from '../../api/base64.ts'
import { ownLanguage } from '../../format/currencies.ts'

const queryKey = ['letterhead']

export function useLetterhead() {
  const api = useApi()
  return useQuery({ queryKey, queryFn: ({ signal }) => api.letterhead.find(undefined, { signal }) })
}

/** What it is after a change is shown at once; where the change failed it is read again. */
function useLetterheadChange<Change>(change: (api: Api, said: Change) => Promise<Letterhead>) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (said: Change) => change(api, said),
    onSuccess: (letterhead) => client.setQueryData(queryKey, letterhead),
    onError: () => client.invalidateQueries({ queryKey }),
  })
}

export function useWriteLetterhead() {
  return useLetterheadChange((api, said: LetterheadTexts & { readonly version: number }) => api.letterhead.write(said))
}

export function usePutLogo() {
  return useLetterheadChange(async (api, file: File) => api.letterhead.putLogo({ bytes: await base64(file) }))
}

export function useRemoveLogo() {
  return useLetterheadChange((api, _: undefined) => api.letterhead.removeLogo(undefined))
}

/** A document as it would be with these texts, saved or not. */
export function useSample() {
  const api = useApi()
  return useMutation({
    mutationFn: (texts: LetterheadTexts) => api.supplierOrders.sample({ ...texts, language: ownLanguage() }),
  })
}
