import { useState } from 'react'
import type { NativeOrderList, NativeOrderRow } from '../../../../native/contract/native-orders.ts'
import { useScopes } from '../../api/use-scopes.ts'
import { useUrl } from '../../api/use-url.ts'
import { permissionWords, scopesTrouble } from '../../shop/permission-words.ts'
import { Notice } from '../../ui/notices/notice.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { PlainTable } from '../../ui/tables/plain-table.tsx'
import { LeftOut } from './left-out.tsx'
import { nativeOrderColumns } from './native-order-columns.tsx'
import { useLeaveOut, useNativeOrders, useReadNativeOrders } from './native-order-queries.ts'
import { nativeOrdersHint, oldWords, nativeOrderWords as words } from './native-order-words.ts'
import { TypedDueDialog } from './typed-due-dialog.tsx'

/** What comes with purchase orders and transfers that the merchant keeps in Shopify, once that may be read. */
export function NativeOrdersCard() {
  const found = useNativeOrders()
  if (found.data !== undefined) return <Known list={found.data} found={found} />
  if (!found.isError) return null
  return (
    <Card title={words.title}>
      <Notice
        tone="warning"
        action={{ text: words.retry, isBusy: found.isFetching, onAction: () => void found.refetch() }}
      >
        {words.notKnown}
      </Notice>
    </Card>
  )
}

type KnownProps = { readonly list: NativeOrderList; readonly found: ReturnType<typeof useNativeOrders> }

function Known({ list, found }: KnownProps) {
  const { missingScopes, rows, isReading, isRefused } = list
  const reading = useReadNativeOrders()
  const leaving = useLeaveOut()
  const url = useUrl()
  const [dated, setDated] = useState<NativeOrderRow | null>(null)
  const { allow, isAsking, trouble } = useScopes({
    missingScopes,
    stillMissing: async () => (await found.refetch({ throwOnError: true })).data?.missingScopes ?? [],
  })
  const isAllowed = missingScopes.length === 0
  const now = Date.now()
  const read = { text: words.readNow, isBusy: reading.isPending || isReading, onAction: () => reading.mutate() }
  return (
    <Card
      title={words.title}
      hint={isAllowed ? nativeOrdersHint(list, now) : words.off}
      {...(isAllowed && { action: read })}
    >
      {!isAllowed && rows.length > 0 && (
        <Notice tone="warning" action={{ text: permissionWords.allow, isBusy: isAsking, onAction: () => void allow() }}>
          {oldWords(list, now)}
        </Notice>
      )}
      {!isAllowed && rows.length === 0 && (
        <Actions actions={[{ text: words.turnOn, isBusy: isAsking, onAction: () => void allow() }]} />
      )}
      {trouble !== null && <Notice tone="critical">{scopesTrouble(trouble, missingScopes)}</Notice>}
      {(reading.isError || leaving.isError) && <Notice tone="critical">{words.failed}</Notice>}
      {isAllowed && isRefused && <Notice tone="warning">{words.refused}</Notice>}
      {rows.length > 0 && (
        <PlainTable
          label={words.table}
          columns={nativeOrderColumns(
            { onDay: setDated, onLeaveOut: (row) => leaving.mutate({ ...row, isLeftOut: true }), urlOf: url },
            now,
          )}
          rows={rows}
          keyOf={({ kind, documentId }) => `${kind}/${documentId}`}
        />
      )}
      {list.leftOut.length > 0 && <LeftOut list={list} leaving={leaving} />}
      {dated !== null && <TypedDueDialog row={dated} onClose={() => setDated(null)} />}
    </Card>
  )
}
