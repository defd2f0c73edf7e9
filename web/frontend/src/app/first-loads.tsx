import { type Query, useIsFetching } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { FirstLoadsProvider } from '../ui/page/first-loads.ts'

/** Tells the pages within whether something is read for the first time. */
export function FirstLoads({ children }: { children: ReactNode }) {
  return <FirstLoadsProvider value={useIsFetching({ predicate: isFirst }) > 0}>{children}</FirstLoadsProvider>
}

function isFirst({ state }: Query): boolean {
  return state.status === 'pending'
}
