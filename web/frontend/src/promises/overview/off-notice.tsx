import type { StorefrontOverview } from '../../../../promises/contract/storefront.ts'
import { showToast } from '../../api/toast.ts'
import { permissionWords } from '../../shop/permission-words.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import type { useStorefront } from '../storefront-queries.ts'
import { offTitle, offWords, previewWords as words } from '../words/preview-words.ts'
import { usePermission } from './use-permission.ts'

type Props = {
  readonly missingScopes: readonly string[]
  readonly overview: Pick<StorefrontOverview, 'published'>
  readonly found: ReturnType<typeof useStorefront>
}

/** Says that nothing may be published, and has Shopify ask for what that takes. */
export function OffNotice({ missingScopes, overview, found }: Props) {
  const { allow, isAsking, trouble } = usePermission({
    missingScopes,
    stillMissing: async () => (await found.refetch({ throwOnError: true })).data?.off?.missingScopes ?? [],
  })
  const onAction = async () => {
    if (await allow()) showToast(words.allowed)
  }
  return (
    <>
      <Notice
        tone="warning"
        title={offTitle(overview)}
        action={{ text: permissionWords.allow, isBusy: isAsking, onAction: () => void onAction() }}
      >
        {offWords(missingScopes)}
      </Notice>
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
    </>
  )
}
