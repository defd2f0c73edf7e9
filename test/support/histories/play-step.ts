import type { Merchant } from './a-merchant.ts'
import { decide, pin } from './decide.ts'
import type { DaysAhead, Step } from './history.ts'
import { dayAhead, itemOf, type Of, type Played, placeOf, runVerb, settle, supplierOf, variantOf } from './played.ts'
import { changeNative, correct, receiveShipment, settled } from './receive-goods.ts'
import { changeOrder, draft } from './supplier-orders.ts'

type Op = Exclude<Step['op'], 'check' | 'receive'>
type StepsByOp = { readonly [One in Step as One['op']]: One }
type StepOf<Name extends Op> = StepsByOp[Name]
type Plays = { readonly [Name in Op]: (played: Played, step: StepOf<Name>) => Promise<unknown> }

const plays: Plays = {
  verb: playVerb,
  product: ({ shop }, { title, variants }) => runVerb(shop, 'create-product', { title, variants }),
  supplier: addSupplier,
  archive,
  entry: putEntry,
  rule: setRule,
  rules: ({ merchant }, { op: _, ...rules }) => merchant.call('/api/shop/rules', rules, 'PUT'),
  counts: setCounts,
  so: draft,
  order: changeOrder,
  edit_so: changeOrder,
  cancel_so: changeOrder,
  propose,
  correct: (played, { units }) => correct(played, units),
  hold_back: holdBack,
  wish: decide,
  pin,
  override,
  messages: ({ merchant }, { on }) => merchant.call('/api/storefront/messages', { isOn: on }),
  read_native: ({ merchant }) => merchant.call('/api/native-orders/read', {}),
  reconcile: ({ merchant }) => merchant.reconciles(),
}

/** Does what the step says; what is refused, or of something that is not there, is passed over. */
export async function playStep<Name extends Op>(
  played: Played,
  step: StepOf<Name> & { readonly op: Name },
): Promise<void> {
  if (step.op !== 'verb' && played.isAway) return
  if (step.op !== 'verb' && !played.isHurried) await settle(played)
  await plays[step.op](played, step)
}

async function playVerb(played: Played, { verb, body }: Extract<Step, { op: 'verb' }>): Promise<void> {
  if (verb === 'mischief') {
    // Of what was there before, everybody has heard.
    if (!played.isHurried) await settle(played)
    played.isLossy = Number(body['lose'] ?? 0) > 0
    played.isHurried = Object.keys(body).length > 0
  }
  if (verb === 'install') return await comeBack(played)
  if (verb === 'uninstall') played.isAway = true
  if (verb === 'delete-order') await forgetWhatWasSent(played, String(body['order']))
  if (verb === 'create-transfer' || verb === 'create-purchase-order') played.isNative = true
  if (verb === 'receive-shipment' && played.pins.size > 0 && !played.isAway) {
    await settled(played)
    await receiveShipment(played, body)
    return
  }
  if (isOfNative(verb) && !played.isAway) return await changeNative(played, verb, body)
  await runVerb(played.shop, verb, dated(body))
  if (verb === 'uninstall') played.leftAt = Date.now()
}

function isOfNative(verb: string): boolean {
  return /-(transfer|shipment|purchase-order|in-transit)(-|$)/.test(verb)
}

/** With the instant of each day on which something is to be sent; null: nobody knows when. */
function dated(body: Readonly<Record<string, unknown>>): object {
  return JSON.parse(JSON.stringify(body), (_, said) => {
    if (typeof said !== 'object' || said === null || !('fulfillInDays' in said)) return said
    const { fulfillInDays: days, ...others } = said as { fulfillInDays: DaysAhead }
    return { ...others, fulfillAt: days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString() }
  })
}

/** Shopify does not tell any more what was sent of it: who has heard of it before knows it, and nobody else. */
async function forgetWhatWasSent({ shop, unclear }: Played, name: string): Promise<void> {
  const order = (await shop.truth()).orders.find(({ orderName }) => orderName === name)
  const sent = new Set(order?.fulfillments?.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)))
  for (const { lineId, itemId } of order?.lines ?? []) if (itemId !== null && sent.has(lineId)) unclear.add(itemId)
}

/** The merchant installs the app again. */
async function comeBack(played: Played): Promise<void> {
  const { shop } = played
  // Session tokens tell whole seconds: what is opened in the second of its removal was opened before.
  while (played.isAway && Math.floor(Date.now() / 1000) <= Math.floor(played.leftAt / 1000)) await shop.pause(50)
  await shop.verb('install')
  played.isAway = false
  await settle(played)
}

async function addSupplier(played: Played, { name, leadTimeDays }: StepOf<'supplier'>): Promise<void> {
  const made = await played.merchant.supplier(name, leadTimeDays)
  if (made !== null) played.suppliers.set(name, made)
  if (leadTimeDays !== null) played.isToldOtherwise = true
}

async function archive({ merchant, suppliers }: Played, { name, archived }: StepOf<'archive'>): Promise<void> {
  const known = suppliers.get(name)
  if (known === undefined) return
  const path = `/api/suppliers/${known.supplierId}/${archived ? 'archive' : 'restore'}`
  const now = await merchant.call<{ version: number }>(path, { version: known.version })
  if (now !== null) suppliers.set(name, { ...known, version: now.version })
}

async function putEntry(played: Played, { supplier: name, sku, ...said }: StepOf<'entry'>): Promise<void> {
  const supplier = played.suppliers.get(name)
  const itemId = await itemOf(played.shop, sku)
  if (supplier === undefined || itemId === null) return
  const { packSize, minimumQuantity, leadTimeDays } = said
  if (leadTimeDays !== null) played.isToldOtherwise = true
  const path = `/api/suppliers/${supplier.supplierId}/catalogue/${encodeURIComponent(itemId)}`
  await played.merchant.call(
    path,
    { supplierSku: null, cost: '2', minimumQuantity, packSize, leadTimeDays, rank: 1, discontinued: false },
    'PUT',
  )
}

async function setRule(played: Played, { sku, supply, maxBackorder }: StepOf<'rule'>): Promise<void> {
  const itemId = await itemOf(played.shop, sku)
  if (itemId === null) return
  played.isToldOtherwise = true
  const done = await played.merchant.call(
    `/api/items/${encodeURIComponent(itemId)}/rule`,
    { supply, maxBackorder },
    'PUT',
  )
  if (done === null) return
  if (supply === 'discontinued') played.discontinued.add(itemId)
  else played.discontinued.delete(itemId)
}

async function setCounts({ shop, merchant }: Played, { location, counts }: StepOf<'counts'>): Promise<void> {
  const locationId = await placeOf(shop, location)
  if (locationId !== null) await merchant.call('/api/locations/counts', { locationId, counts }, 'PUT')
}

async function propose({ merchant }: Played, { rule }: StepOf<'propose'>): Promise<void> {
  const wish = { from: { all: true }, ...(rule === undefined ? {} : { rule }) }
  const made = await merchant.call<{ proposalId: string }>('/api/proposals', wish)
  if (made !== null) await merchant.call(`/api/proposals/${made.proposalId}/create`, {})
}

async function holdBack(played: Played, { sku, location, units }: StepOf<'hold_back'>): Promise<void> {
  const [itemId, locationId] = [await itemOf(played.shop, sku), await placeOf(played.shop, location)]
  if (itemId === null || locationId === null) return
  await played.merchant.call('/api/held-back', { itemId, locationId, units })
}

async function override(played: Played, { sku, supplier, day, hide }: StepOf<'override'>): Promise<void> {
  const { shop, merchant } = played
  const of = supplier === undefined ? await variantOf(shop, sku) : supplierOf(played, supplier)
  if (of === null) return
  played.isToldOtherwise = true
  const version = await overrideVersion(merchant, of)
  const told = { of, day: day === null ? null : dayAhead(day), hide, version }
  await merchant.call('/api/storefront/overrides', told)
}

async function overrideVersion(merchant: Merchant, of: Of): Promise<number | null> {
  type Row = { version: number; variant: { variantId: string } | null; supplier: { supplierId: string } | null }
  const { rows } = await merchant.ask<{ rows: Row[] }>('/api/storefront/overrides?limit=250')
  const found = rows.find(({ variant, supplier }) =>
    'variantId' in of ? variant?.variantId === of.variantId : supplier?.supplierId === of.supplierId,
  )
  return found?.version ?? null
}
