import { showToast } from '../../api/toast.ts'
import { permissionWords } from '../../shop/permission-words.ts'
import type { ListedOffer } from '../../ui/text/signs/offer-list.tsx'
import type { useStorefront } from '../storefront-queries.ts'
import {
  backorderPageWords,
  blockStatusWords,
  pageOffWords,
  storefrontWords as words,
} from '../words/storefront-words.ts'
import { usePermission } from './use-permission.ts'

/** The page of its own is no block of the theme: it is there wherever Backline may add one, for which Shopify can ask. */
export function usePageOffer(found: ReturnType<typeof useStorefront>) {
  const page = found.data?.page ?? null
  const missingScopes = page?.off?.missingScopes ?? []
  const { allow, isAsking, trouble } = usePermission({
    missingScopes,
    stillMissing: async () => (await found.refetch({ throwOnError: true })).data?.page.off?.missingScopes ?? [],
  })
  const onAction = async () => {
    if (await allow()) showToast(words.pageAllowed)
  }
  const offer: ListedOffer = {
    key: 'page',
    name: words.page,
    text: page?.off ? pageOffWords(missingScopes) : backorderPageWords(page?.path ?? null),
    status: page && blockStatusWords[page.off ? 'available' : 'active'],
    action: page?.off
      ? {
          text: permissionWords.allow,
          label: `${permissionWords.allow}: ${words.page}`,
          isMain: false,
          isBusy: isAsking,
          onAction: () => void onAction(),
        }
      : null,
  }
  return { offer, trouble }
}
