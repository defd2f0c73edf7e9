import { z } from 'zod'
import type { AppFact } from '../../rules/shop-facts.ts'
import { id, payloadInstant } from './json.ts'

const scopes = z.object({ current: z.array(z.string()), updated_at: payloadInstant.nullish() })

export function readUninstall(_body: unknown, heardAt: string): AppFact {
  return { kind: 'uninstalled', at: heardAt }
}

/** By the time that Shopify signed with it: the same news, sent again under a later one, is no later. */
export function readScopes(body: unknown, heardAt: string): AppFact {
  const { current, updated_at: changedAt } = scopes.parse(body)
  return { kind: 'scopes-changed', scopes: current, at: changedAt ?? heardAt }
}

export function readShopErasure(_body: unknown, heardAt: string): AppFact {
  return { kind: 'erase-shop', at: heardAt }
}

const request = z.object({
  orders_to_redact: z.array(id).nullish(),
  orders_requested: z.array(id).nullish(),
  data_request: z.object({ id: id.nullish() }).nullish(),
})

/** `customers/redact` and `customers/data_request`: only ids of orders and of the request are stored of them. */
export function readCustomerRequest(wish: 'forget' | 'data'): (body: unknown, heardAt: string) => AppFact {
  return (body, heardAt) => {
    const { orders_to_redact: redacted, orders_requested: requested, data_request: data } = request.parse(body)
    const orderIds = (wish === 'forget' ? redacted : requested) ?? []
    return { kind: 'shopper-asks', wish, requestId: data?.id ?? null, orderIds, at: heardAt }
  }
}
