import { z } from 'zod'
import { announce, type Change, newId } from '../../change.ts'
import { findLocation } from '../../find.ts'
import { gid } from '../../ids.ts'
import { locationPayload } from '../../payloads/location.ts'
import { Refused } from '../../refusals.ts'
import type { Location } from '../../state.ts'
import { defineVerb, location } from '../../verb.ts'

const one = z.object({ location })

export const createLocation = defineVerb({
  says: 'A new location. No item is stocked there yet. It fulfils online orders and belongs to no fulfilment service unless said otherwise.',
  body: z.object({
    name: z.string().min(1),
    fulfillsOnlineOrders: z.boolean().default(true),
    isFulfillmentService: z.boolean().default(false),
    serviceName: z.string().min(1).optional(),
  }),
  example: { name: 'Second shop', fulfillsOnlineOrders: false },
  run(change, { name, fulfillsOnlineOrders, isFulfillmentService, serviceName }) {
    refuseTakenName(change, name)
    const created: Location = {
      id: newId(change),
      name,
      active: true,
      fulfillsOnlineOrders,
      isFulfillmentService,
      ...(serviceName !== undefined && { serviceName }),
      createdAt: change.now,
      updatedAt: change.now,
    }
    return putLocation(change, created, 'locations/create')
  },
})

export const renameLocation = defineVerb({
  says: 'Gives a location another name.',
  body: z.object({ location, name: z.string().min(1) }),
  example: { location: 'Second shop', name: 'Harbour shop' },
  run(change, wish) {
    const found = findLocation(change.shop, wish.location)
    if (found.name !== wish.name) refuseTakenName(change, wish.name)
    return putLocation(change, { ...found, name: wish.name }, 'locations/update')
  },
})

export const changeLocation = defineVerb({
  says: 'Has a location fulfil online orders, or not any more; or gives it to a fulfilment service, or takes it back.',
  body: z
    .object({
      location,
      fulfillsOnlineOrders: z.boolean().optional(),
      isFulfillmentService: z.boolean().optional(),
      serviceName: z.string().min(1).optional(),
    })
    .refine(
      (wish) => wish.fulfillsOnlineOrders !== undefined || wish.isFulfillmentService !== undefined,
      'fulfillsOnlineOrders or isFulfillmentService is needed',
    ),
  example: { location: 'Second shop', fulfillsOnlineOrders: false },
  run(change, { location: wanted, fulfillsOnlineOrders, isFulfillmentService, serviceName }) {
    const found = findLocation(change.shop, wanted)
    const changed: Location = {
      ...found,
      ...(fulfillsOnlineOrders !== undefined && { fulfillsOnlineOrders }),
      ...(isFulfillmentService !== undefined && { isFulfillmentService }),
      ...(serviceName !== undefined && { serviceName }),
    }
    return putLocation(change, changed, 'locations/update')
  },
})

export const deactivateLocation = defineVerb({
  says: 'Closes a location: its stock no longer counts, and what it owes must be moved.',
  body: one,
  example: { location: 'Second shop' },
  run(change, wish) {
    const found = findLocation(change.shop, wish.location)
    if (!found.active) throw new Refused(`The location ${found.name} is not active.`)
    const others = [...change.shop.locations.values()].filter((each) => each.active && each.id !== found.id)
    if (others.length === 0) throw new Refused(`${found.name} is the only active location.`)
    setLevelsActive(change, found.id, false)
    return putLocation(change, { ...found, active: false }, 'locations/deactivate', 'locations/update')
  },
})

export const activateLocation = defineVerb({
  says: 'Opens a closed location again, with the stock it had.',
  body: one,
  example: { location: 'Second shop' },
  run(change, wish) {
    const found = findLocation(change.shop, wish.location)
    if (found.active) throw new Refused(`The location ${found.name} is active already.`)
    setLevelsActive(change, found.id, true)
    return putLocation(change, { ...found, active: true }, 'locations/activate', 'locations/update')
  },
})

export const deleteLocation = defineVerb({
  says: 'Deletes a closed location that owes nothing, with the stock it had.',
  body: one,
  example: { location: 'Second shop' },
  run(change, wish) {
    const { shop } = change
    const found = findLocation(shop, wish.location)
    if (found.active) throw new Refused(`The location ${found.name} is active; deactivate it first.`)
    const levels = [...shop.levels].filter(([, level]) => level.locationId === found.id)
    if (levels.some(([, level]) => level.committed !== 0))
      throw new Refused(`${found.name} still owes units to orders.`)
    for (const [key] of levels) shop.levels.delete(key)
    shop.locations.delete(found.id)
    announce(change, 'locations/delete', gid('Location', found.id), { id: BigInt(found.id) })
    return { locationId: gid('Location', found.id) }
  },
})

function putLocation(change: Change, changed: Location, ...topics: string[]) {
  const kept = { ...changed, updatedAt: change.now }
  change.shop.locations.set(kept.id, kept)
  for (const topic of topics) announce(change, topic, gid('Location', kept.id), locationPayload(change.shop, kept))
  return { locationId: gid('Location', kept.id), name: kept.name, active: kept.active }
}

function setLevelsActive(change: Change, locationId: string, active: boolean): void {
  for (const [key, level] of change.shop.levels) {
    if (level.locationId === locationId) change.shop.levels.set(key, { ...level, active, updatedAt: change.now })
  }
}

function refuseTakenName(change: Change, name: string): void {
  const isTaken = [...change.shop.locations.values()].some((each) => each.name === name)
  if (isTaken) throw new Refused(`There is already a location named ${name}.`)
}
