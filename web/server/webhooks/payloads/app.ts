import { z } from 'zod'
import type { AppFact } from '../../../domain/shop-facts.ts'
import { instant } from './json.ts'

const scopes = z.object({ current: z.array(z.string()), updated_at: instant.nullish() })

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

/** `customers/*`: orders are stored by id and name, without anything about the customer. */
export function readCustomerRequest(): AppFact {
  return { kind: 'nothing-stored' }
}
