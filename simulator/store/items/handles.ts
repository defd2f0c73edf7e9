import type { ShopState } from '../state.ts'

/** How a title looks in an address. */
export function handleOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** No two products share an address: the second `mug` is `mug-1`. */
export function freeHandle({ index }: ShopState, wanted: string): string {
  let handle = wanted
  for (let number = 1; index.productIdByHandle.has(handle); number += 1) handle = `${wanted}-${number}`
  return handle
}
