import type { NativeOrderList } from '../../../../native/contract/native-orders.ts'
import { Stack } from '../../ui/page/stack.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import type { useLeaveOut } from './native-order-queries.ts'
import { leftOutWords, nativeOrderName, nativeOrderWords as words } from './native-order-words.ts'

type Props = { readonly list: NativeOrderList; readonly leaving: ReturnType<typeof useLeaveOut> }

/** Orders that Shopify has open and that do not count, because the merchant said that nothing more comes of them. */
export function LeftOut({ list, leaving }: Props) {
  return (
    <Stack>
      <span>{leftOutWords(list)}</span>
      {list.leftOut.map((row) => (
        <RowActions
          key={`${row.kind}/${row.documentId}`}
          isNarrow
          actions={[
            {
              text: `${words.countAgain}: ${nativeOrderName(row)}`,
              label: `${words.countAgain}: ${nativeOrderName(row)}`,
              onAction: () => leaving.mutate({ ...row, isLeftOut: false }),
            },
          ]}
        />
      ))}
    </Stack>
  )
}
