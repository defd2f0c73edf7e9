import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from '../../../contract/contract.ts'
import { sessionToken } from './session-token.ts'

/** The server, typed by the contract. Every call carries the merchant's session token. */
export type Api = JsonifiedClient<ContractRouterClient<typeof contract>>

export function createApi(origin: string): Api {
  return createORPCClient(
    new OpenAPILink(contract, {
      url: `${origin}/api`,
      headers: async (): Promise<Record<string, string>> => {
        const token = await sessionToken()
        return token === null ? {} : { authorization: `Bearer ${token}` }
      },
      // Looked up at each call: App Bridge puts its own fetch in place, which asks again when a token has just ended.
      fetch: (request, init) => window.fetch(request, init),
    }),
  )
}
