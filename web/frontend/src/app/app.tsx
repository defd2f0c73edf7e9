import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Route, Routes } from 'react-router'
import type { Api } from '../api/api.ts'
import { ApiProvider } from '../api/api-context.ts'
import { isWorthRetrying } from '../api/faults.ts'
import { BackorderDetailPage } from '../backorders/detail/backorder-detail-page.tsx'
import { BackorderList } from '../backorders/list/backorder-list.tsx'
import { ImportCard } from '../checks/import-card.tsx'
import { StorefrontCard } from '../promises/overview/storefront-card.tsx'
import { AppFrame } from '../ui/page/app-frame.tsx'
import { LeftListsProvider, newLeftLists } from '../ui/page/left-lists.ts'
import { AppMenu } from './app-menu.tsx'
import { FirstLoads } from './first-loads.tsx'

// Not needed for the first view, so it is loaded when somebody goes there.
const OrderingPages = lazy(async () => {
  const { OrderingPages: component } = await import('./ordering-pages.tsx')
  return { default: component }
})

export function App({ api }: { api: Api }) {
  const [client] = useState(newQueryClient)
  const [left] = useState(newLeftLists)
  return (
    <ApiProvider value={api}>
      <QueryClientProvider client={client}>
        <LeftListsProvider value={left}>
          <AppFrame>
            <AppMenu />
            <FirstLoads>
              <Suspense fallback={null}>
                <Routes>
                  <Route path="/" element={<BackorderList above={<Above />} />} />
                  <Route path="/backorders/:backorderId" element={<BackorderDetailPage />} />
                  <Route path="*" element={<OrderingPages />} />
                </Routes>
              </Suspense>
            </FirstLoads>
          </AppFrame>
        </LeftListsProvider>
      </QueryClientProvider>
    </ApiProvider>
  )
}

/** What the home says before its list. */
function Above() {
  return (
    <>
      <ImportCard />
      <StorefrontCard />
    </>
  )
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < 2 && isWorthRetrying(error), retryDelay: 400 },
    },
  })
}
