import type { SimulatedShop } from '../../support/running/simulated-shop.ts'
import { expectedOf, type NativeTruth } from '../../support/truth/native-truth.ts'
import { granted } from './a-wish.ts'
import type { Dice } from './dice.ts'

type Wish = { readonly verb: string; readonly body: object }

/** A merchant who keeps purchase orders and transfers in Shopify, and changes them in any order. */
export function nativeDealings(
  shop: SimulatedShop,
  chance: Dice,
  skus: readonly string[],
  locations: readonly string[],
) {
  const truth = async () => (await shop.truth()) as unknown as NativeTruth
  const items = () => [{ sku: chance.among(skus), units: 1 + chance.below(6) }]
  const resized = () => [{ sku: chance.among(skus), units: chance.below(5) }]
  const day = () => (chance.below(4) === 0 ? null : `2999-12-${10 + chance.below(15)}`)
  const rarely = (wish: Wish) => (chance.below(5) === 0 ? [wish] : [])

  function newOnes(): Wish[] {
    const to = chance.among(locations)
    return [
      { verb: 'create-purchase-order', body: { items: items(), to, ordered: chance.below(4) > 0 } },
      { verb: 'create-transfer', body: { items: items(), to, ready: chance.below(4) > 0 } },
      { verb: 'create-transfer', body: { items: items(), to, from: chance.among(locations) } },
    ]
  }

  function ofOrder(purchaseOrder: string): Wish[] {
    return [
      { verb: 'create-transfer', body: { items: items(), to: chance.among(locations), purchaseOrder } },
      { verb: 'edit-purchase-order', body: { purchaseOrder, items: resized() } },
      { verb: 'order-purchase-order', body: { purchaseOrder } },
      ...rarely({ verb: 'archive-purchase-order', body: { purchaseOrder } }),
    ]
  }

  function ofTransfer(transfer: string): Wish[] {
    return [
      { verb: 'mark-transfer-ready', body: { transfer } },
      { verb: 'edit-transfer', body: { transfer, items: resized() } },
      { verb: 'create-shipment', body: { transfer, arrivesAt: day(), inTransit: chance.below(3) > 0 } },
      { verb: 'create-shipment', body: { transfer, items: items(), arrivesAt: day() } },
      ...rarely({ verb: 'cancel-transfer', body: { transfer } }),
    ]
  }

  function ofShipment(shipment: string): Wish[] {
    const some = [{ sku: chance.among(skus), accepted: 1, rejected: chance.below(2), cancelled: chance.below(2) }]
    return [
      { verb: 'mark-in-transit', body: { shipment } },
      { verb: 'track-shipment', body: { shipment, arrivesAt: day() } },
      { verb: 'edit-shipment', body: { shipment, items: resized() } },
      { verb: 'delete-shipment', body: { shipment } },
      { verb: 'receive-shipment', body: { shipment } },
      { verb: 'receive-shipment', body: { shipment, items: some } },
    ]
  }

  const ofOne = (named: readonly { readonly name: string }[], wishes: (name: string) => Wish[]) =>
    named.length > 0 ? wishes(chance.among(named).name) : []

  return {
    async acts(): Promise<void> {
      const { transfers, purchaseOrders } = await truth()
      const { verb, body } = chance.among([
        ...newOnes(),
        ...ofOne(purchaseOrders, ofOrder),
        ...ofOne(transfers, ofTransfer),
        ...ofOne(
          transfers.flatMap((transfer) => transfer.shipments),
          ofShipment,
        ),
      ])
      await granted(shop, verb, body)
    },
    /** Purchase orders have no webhook: they are read when the merchant asks. */
    async asks(): Promise<void> {
      await shop.api('/api/native-orders/read', 'POST', {})
      await shop.settle()
    },
    expects: async () => expectedOf(await truth()),
  }
}
