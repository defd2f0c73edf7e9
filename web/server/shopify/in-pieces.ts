import { ShopifyRefused } from '../errors.ts'
import type { AdminClient, Pace } from './admin-client.ts'
import type { Shape } from './page-sizes.ts'

export type Piece = { readonly ids: readonly string[]; readonly reply: unknown }

/**
 * Asks for things by their ids, as many at once as the costs that answers report allow, and for half as many where that
 * is too dear all the same. Throws as `AdminClient.run` does.
 */
export async function* readInPieces(
  admin: AdminClient,
  shop: string,
  shape: Shape,
  ids: readonly string[],
  pace?: Pace,
): AsyncGenerator<Piece> {
  let from = 0
  while (from < ids.length) {
    const piece = ids.slice(from, from + admin.pages.fitting(shape))
    const reply = await unlessTooDear(piece.length, () =>
      admin.run(shop, shape.operation, { ...shape.variables, ids: piece }, pace),
    )
    if (reply === tooDear) continue
    yield { ids: piece, reply }
    from += piece.length
  }
}

/** A page of a connection whose size is `$first`, as long as its costs allow. */
export async function readPage(admin: AdminClient, shop: string, shape: Shape, variables: object): Promise<unknown> {
  for (;;) {
    const first = admin.pages.fitting(shape)
    const reply = await unlessTooDear(first, () =>
      admin.run(shop, shape.operation, { ...shape.variables, ...variables, first }),
    )
    if (reply !== tooDear) return reply
  }
}

const tooDear = Symbol('too dear')

/** The client has learned that it was too much: the next piece is smaller. */
async function unlessTooDear(size: number, ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask()
  } catch (error) {
    if (size > 1 && error instanceof ShopifyRefused && error.code === 'MAX_COST_EXCEEDED') return tooDear
    throw error
  }
}
