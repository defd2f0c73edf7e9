import { GraphQLError } from 'graphql'
import { gid } from '../../../store/ids.ts'
import type { Item, Level } from '../../../store/state.ts'
import { connection, type Paging, paging } from '../connection.ts'
import type { Resolvers } from '../resolver.ts'

export const inventoryItemFields: Resolvers<Item> = {
  id: (item) => gid('InventoryItem', item.id),
  sku: (item) => item.sku || null,
  tracked: (item) => item.tracked,
  updatedAt: (item) => item.updatedAt,
  inventoryLevels: {
    takes: [...paging, 'includeInactive'],
    resolve: (item, args: Paging & { includeInactive: boolean }, context) => {
      const { state } = context
      // By location, because a big shop has a hundred thousand levels and a handful of locations.
      const levels = [...state.locations.keys()].map((location) => state.levels.get(`${item.id}@${location}`))
      const shown = levels.filter((level): level is Level => level !== undefined)
      return connection(
        shown.filter((level) => level.active || args.includeInactive),
        args,
        context,
      )
    },
  },
}

export const inventoryLevelFields: Resolvers<Level> = {
  id: (level) => `gid://shopify/InventoryLevel/${level.id}?inventory_item_id=${level.itemId}`,
  isActive: (level) => level.active,
  location: (level, _args, { state }) => state.locations.get(level.locationId),
  quantities: {
    takes: ['names'],
    resolve: (level, { names }: { names: string[] }) => names.map((name) => quantity(level, name)),
  },
}

type Quantity = { id: string; name: string; quantity: number; updatedAt: string }

export const inventoryQuantityFields: Resolvers<Quantity> = {
  id: (quantity) => quantity.id,
  name: (quantity) => quantity.name,
  quantity: (quantity) => quantity.quantity,
  updatedAt: (quantity) => quantity.updatedAt,
}

const quantities: Readonly<Record<string, (level: Level) => number>> = {
  available: (level) => level.available,
  committed: (level) => level.committed,
  incoming: (level) => level.incoming,
  reserved: (level) => level.reserved,
  damaged: (level) => level.damaged,
  safety_stock: (level) => level.safetyStock,
  quality_control: (level) => level.qualityControl,
  on_hand: ({ available, committed, reserved, damaged, safetyStock, qualityControl }) =>
    available + committed + reserved + damaged + safetyStock + qualityControl,
}

function quantity(level: Level, name: string): Quantity {
  const count = Object.hasOwn(quantities, name) ? quantities[name] : undefined
  if (count === undefined) {
    throw new GraphQLError(
      `The specified quantity name "${name}" is invalid. Use ${Object.keys(quantities).join(', ')}.`,
    )
  }
  const id = `gid://shopify/InventoryQuantity/${level.id}?inventory_item_id=${level.itemId}&name=${name}`
  return { id, name, quantity: count(level), updatedAt: level.updatedAt }
}
