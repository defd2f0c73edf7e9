import { z } from 'zod'
import type { AppFact } from '../../../domain/shop-facts.ts'

const scopes = z.object({ current: z.array(z.string()) })

export function readUninstall(_body: unknown, heardAt: string): AppFact {
  return { kind: 'uninstalled', at: heardAt }
}

export function readScopes(body: unknown, heardAt: string): AppFact {
  return { kind: 'scopes-changed', scopes: scopes.parse(body).current, at: heardAt }
}

export function readShopErasure(_body: unknown, heardAt: string): AppFact {
  return { kind: 'erase-shop', at: heardAt }
}

/** `customers/*`: orders are stored by id and name, without anything about the customer. */
export function readCustomerRequest(): AppFact {
  return { kind: 'nothing-stored' }
}
