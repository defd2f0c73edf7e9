import type { BackorderDetail } from '../../web/backorders/contract/ledger.ts'
import type { ShopFloor } from './running/shop-floor.ts'
import { type ApiRow, controlOf, type SimulatedShop } from './running/simulated-shop.ts'

export const lamps = (units: number) => [{ sku: 'LAMP', units }]

/** A shop that has no lamp and sells them all the same; Backline is not there yet. */
export async function aShopWithoutLamps(
  floor: ShopFloor,
  name: string,
  orders: readonly number[],
): Promise<SimulatedShop> {
  const shop = `${name}.myshopify.com`
  await floor.simulator.createShop({ shop, kind: 'empty', plan: 'plus', install: false })
  const control = controlOf(floor.simulator.url, shop)
  const lamp = { sku: 'LAMP', price: '3.00', policy: 'CONTINUE', stock: { 'Shop location': 0 } }
  await control.verb('create-product', { title: 'Lamp', variants: [lamp] })
  for (const units of orders) await control.verb('place-order', { lines: lamps(units) })
  return control
}

type Way = { readonly units: number; readonly arrivesAt: string | null }

/** A shop in which Backline is, and a transfer from outside with a shipment that arrives on a day. */
export async function aShopWithLampsOnTheirWay(
  floor: ShopFloor,
  name: string,
  orders: readonly number[],
  { units, arrivesAt }: Way,
): Promise<SimulatedShop> {
  const shop = await aShopWithoutLamps(floor, name, orders)
  await shop.verb('create-transfer', { items: lamps(units) })
  await shop.verb('create-shipment', { transfer: '#T0001', arrivesAt })
  await shop.verb('install')
  await shop.settle()
  return shop
}

/** What is told of each line, the oldest first. */
export async function tellLines(
  shop: SimulatedShop,
): Promise<Pick<ApiRow, 'covered' | 'pegged' | 'uncovered' | 'readyOn' | 'state'>[]> {
  const rows = (await shop.backorders()).toReversed()
  return rows.map(({ covered, pegged, uncovered, readyOn, state }) => ({ covered, pegged, uncovered, readyOn, state }))
}

/** What is told of one line: of the oldest, or of one that came after it. */
export async function tellLine(shop: SimulatedShop, place = 0): Promise<BackorderDetail> {
  const row = (await shop.backorders()).toReversed()[place]
  return (await (await shop.api(`/api/backorders/${row?.backorderId}`)).json()) as BackorderDetail
}
