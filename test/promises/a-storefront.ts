import type { Database } from '../../web/platform/db/client.ts'
import type { Services } from '../../web/platform/services.ts'
import type { AdminClient } from '../../web/platform/shopify/admin-client.ts'
import type { OperationName } from '../../web/platform/shopify/operations.ts'
import { idOf } from '../../web/platform/values/ids.ts'
import { publishPromises } from '../../web/promises/jobs/publish-promises.ts'
import { aSuppliedLane } from '../support/lane/a-supplied-lane.ts'
import { level } from '../support/lane/payloads.ts'

type Metafield = { readonly ownerId: string; readonly namespace: string; readonly key: string; readonly value: string }
type Variables = {
  readonly metafields?: readonly Metafield[]
  readonly ids?: readonly string[]
  readonly namespace?: string
}

/** What a metafield says, but for when it was wished. */
export type Told = Record<string, unknown>

/** A shop whose variants 10 and 20 are sold on without stock, and whose promises go to a storefront kept in memory. */
export async function aStorefront(db: Database) {
  const lane = await aSuppliedLane(db)
  const metafields = new Map<string, string>()
  const asked: { operation: OperationName; units: number }[] = []
  const trouble: { next: ((operation: OperationName, owners: readonly string[]) => void) | null } = { next: null }

  const answer = (operation: OperationName, { metafields: sent = [], ids = [], namespace }: Variables): unknown => {
    const owners = [
      ...sent.map((one) => ownerOf(one.ownerId, one.namespace)),
      ...ids.map((id) => ownerOf(id, namespace)),
    ]
    asked.push({ operation, units: owners.length })
    trouble.next?.(operation, owners)
    if (operation === 'write-promises')
      for (const one of sent) metafields.set(ownerOf(one.ownerId, one.namespace), one.value)
    if (operation === 'remove-promises') for (const owner of owners) metafields.delete(owner)
    if (operation !== 'read-promises' && operation !== 'read-order-promises') return {}
    return {
      nodes: ids.map((id) => {
        const value = metafields.get(ownerOf(id, namespace))
        return { id, metafield: value === undefined ? null : { value } }
      }),
    }
  }
  const admin: AdminClient = {
    ...lane.services.admin,
    run: async (shop, operation, variables) =>
      operation.endsWith('-promises') || operation === 'define-messages'
        ? answer(operation, variables as Variables)
        : await lane.services.admin.run(shop, operation, variables),
  }
  const services: Services = { ...lane.services, admin }
  await lane.query(`insert into shop (shop_id, scopes) values ($1, 'read_orders,write_products')
                        on conflict (shop_id) do update set scopes = excluded.scopes`)
  const sells = async (variant: string, item: string, policy: 'continue' | 'deny') => {
    const sold = { id: Number(variant), title: 'Red', inventory_item_id: Number(item), inventory_policy: policy }
    await lane.hears('products/update', { id: Number(item), title: 'Mug', updated_at: nextSecond(), variants: [sold] })
  }
  await sells('10', '100', 'continue')
  await sells('20', '200', 'continue')

  const { calls, ...rest } = lane
  return {
    ...rest,
    metafields,
    asked,
    trouble,
    /** The lane drains, and the job for promises after it. */
    async drains(): Promise<void> {
      await lane.drains()
      await publishPromises(services, lane.shop)
    },
    /** What is to be read of a variant, of `order 1` or of `order 1 in backline`; null where nothing is there. */
    tells(owner = '10'): Told | null {
      const value = metafields.get(owner)
      if (value === undefined) return null
      const { at: _at, ...told } = JSON.parse(value) as Told
      return told
    },
    /** The merchant lets a variant be sold when nothing is left, or no more. */
    sellsVariant: sells,
    /** Stock moves, and Shopify tells. */
    async hasStock(available: number, { committed = 0, item = '100', location = '1' } = {}): Promise<void> {
      lane.truth.setStock(item, available, committed, location)
      await lane.hears('inventory_levels/update', level(item, available, { location, at: nextSecond() }))
    },
    /** How often Shopify was asked how variants are sold. */
    lookups: () => calls.filter((call) => call.operation === 'read-variants').length,
    calls: (operation: OperationName) => asked.filter((one) => one.operation === operation).map((one) => one.units),
    wishes: () =>
      lane.query<{ variant: string; state: string | null; due: boolean; trouble: string | null }>(
        `select variant_id as variant, state, write_due as due, trouble from storefront_promise where shop_id = $1
          order by variant_id`,
      ),
  }
}

/** Variants by their bare id; orders have ids of the same numbers, and may have a metafield of the merchant's besides. */
function ownerOf(id: string, namespace = '$app'): string {
  const owner = id.includes('/Order/') ? `order ${idOf(id)}` : idOf(id)
  return namespace === '$app' ? owner : `${owner} in ${namespace}`
}

let second = Date.parse('2026-03-03T09:00:00Z')
function nextSecond(): string {
  second += 1_000
  return new Date(second).toISOString().replace('.000', '')
}

export type Storefront = Awaited<ReturnType<typeof aStorefront>>
