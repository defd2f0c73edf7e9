import { z } from 'zod'
import type { AppFact } from '../../../domain/shop-facts.ts'

const scopes = z.object({ current: z.array(z.string()) })

export function readUninstall(_body: unknown, heardAt: string): AppFact {
  return { kind: 'uninstalled', at: heardAt }
}

export function readScopes(body: unknown): AppFact {
  return { kind: 'scopes-changed', scopes: scopes.parse(body).current }
}

export function readShopErasure(): AppFact {
  return { kind: 'erase-shop' }
}

/** `customers/*`: orders are stored by id and name, without anything about the customer. */
export function readCustomerRequest(): AppFact {
  return { kind: 'nothing-stored' }
}
