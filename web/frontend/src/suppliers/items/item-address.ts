/** Where an item's page is; `itemId` is a gid, or its number. */
export function itemAddress(itemId: string): string {
  return `/suppliers/items/${itemId.slice(itemId.lastIndexOf('/') + 1)}`
}
