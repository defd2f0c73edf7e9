import { z } from 'zod'
import { idOf } from '../../domain/ids.ts'
import { ShopifyRefused } from '../errors.ts'
import type { AdminClient, Pace } from './admin-client.ts'
import type { Shape } from './page-sizes.ts'

export type Piece = { readonly ids: readonly string[]; readonly reply: unknown }

/** Told of a thing (its number, without its type) of which Shopify tells nothing but an error. */
export type OnUntold = (id: string, why: string) => void

type Wish = { readonly pace?: Pace; readonly onUntold?: OnUntold | undefined }

/**
 * Asks for things by their ids, as many at once as the costs that answers report allow, and for half as many where that
 * is too dear all the same. Things at which the answer fails are told to `onUntold`, and the others asked for again
 * without them; without `onUntold` it throws, as `AdminClient.run` does.
 */
export async function* readInPieces(
  admin: AdminClient,
  shop: string,
  shape: Shape,
  ids: readonly string[],
  { pace, onUntold }: Wish = {},
): AsyncGenerator<Piece> {
  let left = ids
  while (left.length > 0) {
    const piece = left.slice(0, admin.pages.fitting(shape))
    const reply = await unlessTooDear(piece.length, () =>
      admin.run(shop, shape.operation, { ...shape.variables, ids: piece }, pace),
    ).catch((error: unknown) => faultsOf(error, piece, onUntold))
    if (reply === tooDear) continue
    if (reply instanceof Faults) {
      left = left.filter((id) => !reply.ids.has(id))
      continue
    }
    yield { ids: piece, reply }
    left = left.slice(piece.length)
  }
}

class Faults {
  readonly ids = new Set<string>()
}

const positions = z
  .array(z.object({ message: z.string(), path: z.tuple([z.literal('nodes'), z.number()], z.unknown()) }))
  .min(1)

/** Which of the piece the answer fails at, where it says so of every error. Else it is no matter of one of them. */
function faultsOf(error: unknown, piece: readonly string[], onUntold: OnUntold | undefined): Faults {
  const errors = error instanceof ShopifyRefused ? positions.safeParse(error.details['errors']).data : undefined
  if (errors === undefined || onUntold === undefined || isOfTheApp(error)) throw error
  const faults = new Faults()
  for (const { message, path } of errors) {
    const id = piece[path[1]]
    if (id === undefined) throw error
    if (!faults.ids.has(id)) onUntold(idOf(id), message)
    faults.ids.add(id)
  }
  return faults
}

/** Nothing is wrong with what was asked for: the app may not have it, whatever scopes we believe to have. */
export function isOfTheApp(error: unknown): boolean {
  return error instanceof ShopifyRefused && (error.code === 'ACCESS_DENIED' || error.code === 'APP_NOT_AUTHORIZED')
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
