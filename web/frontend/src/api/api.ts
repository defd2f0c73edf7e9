import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from '../../../app/contract.ts'
import { proposalRoutes } from '../../../proposals/contract/proposal-routes.ts'
import {
  heldBackRoutes,
  pickListRoutes,
  receiptRoutes,
  wishRoutes,
} from '../../../receiving/contract/receipt-routes.ts'
import { supplierOrderRoutes } from '../../../supplier-orders/contract/supplier-order-routes.ts'
import { catalogueRoutes, itemRoutes } from '../../../suppliers/contract/catalogue-routes.ts'
import { csvUploadRoutes } from '../../../suppliers/contract/csv-upload-routes.ts'
import { supplierRoutes } from '../../../suppliers/contract/supplier-routes.ts'
import { patientFetch } from './patient-fetch.ts'
import { sessionToken } from './session-token.ts'

/** What is called. The areas besides the contract move into it as the server comes to answer them. */
export const routes = {
  ...contract,
  suppliers: supplierRoutes,
  catalogue: catalogueRoutes,
  items: itemRoutes,
  csvUploads: csvUploadRoutes,
  proposals: proposalRoutes,
  supplierOrders: supplierOrderRoutes,
  receipts: receiptRoutes,
  wishes: wishRoutes,
  heldBack: heldBackRoutes,
  pickList: pickListRoutes,
}

/** The server, typed by the contract. Every call carries the merchant's session token. */
export type Api = JsonifiedClient<ContractRouterClient<typeof routes>>

export function createApi(origin: string): Api {
  return createORPCClient(
    new OpenAPILink(routes, {
      url: `${origin}/api`,
      headers: async (): Promise<Record<string, string>> => {
        const token = await sessionToken()
        return token === null ? {} : { authorization: `Bearer ${token}` }
      },
      fetch: patientFetch,
    }),
  )
}
