import { queryAsOwner } from '../database/database.ts'
import type { ShopFloor } from '../running/shop-floor.ts'
import type { SimulatedShop } from '../running/simulated-shop.ts'
import { ledgerFaults } from '../truth/ledger-faults.ts'
import { differences } from '../truth/oracle.ts'

/** Everything that is wrong in the end: work left over, numbers that are not the truth's, a ledger with holes or twins. */
export async function wrongNumbers(
  shop: SimulatedShop,
  databaseUrl: ShopFloor['database']['url'],
  withinSeconds = 60,
): Promise<string[]> {
  const settled = await shop.settle(withinSeconds).catch((error: unknown) => String(error))
  const left = typeof settled === 'string' ? [`not settled: ${settled}`] : []
  return [
    ...left,
    ...differences(await shop.truth(), await shop.backorders()),
    ...(await ledgerFaults((sql) => queryAsOwner(databaseUrl, sql))),
  ]
}
