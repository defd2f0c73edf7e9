import type { Database } from '../db/client.ts'
import { withShopSql } from '../db/with-shop.ts'
import { TooBusy } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import type { Gate, Gates } from './gate.ts'
import type { Rate } from './limits.ts'
import { spendUnits } from './shop-budget.ts'

/** What an expensive call takes: the gate that it goes through, and units of what its shop may use up. */
export type Toll = { readonly gate: 'brief' | 'heavy'; readonly units: number }

type Parts = {
  readonly db: Pick<Database, 'pool'>
  readonly gates: Gates
  readonly rate: Rate
  readonly metrics?: Metrics['gate'] | undefined
}

/**
 * Gates that take their toll: when it is the shop's turn its budget is charged, which all processes share, and where that
 * is used up the call is refused with `TooBusy`. Only what is expensive pays, and pays the way to the database.
 */
export function tollGates({ db, gates, rate, metrics }: Parts): (toll: Toll) => Gate {
  async function charge(shop: string, units: number): Promise<void> {
    if (await withShopSql(db, shop, (tx) => spendUnits(tx, units, rate))) return
    metrics?.refused.inc({ kind: 'budget' })
    throw new TooBusy('the shop has used up what it may for now')
  }
  return ({ gate, units }) =>
    (shop, work, passing = {}) =>
      gates[gate](
        shop,
        async () => {
          // An answer that has begun is paid for.
          if (!passing.isBegun) await charge(shop, units)
          return await work()
        },
        passing,
      )
}
