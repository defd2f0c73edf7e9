import { z } from 'zod'
import { ShopifyBusy, ShopifyRefused } from '../errors.ts'
import { idOf } from '../values/ids.ts'
import type { AdminClient, Pace } from './admin-client.ts'
import type { Shape } from './page-sizes.ts'

export type Piece = { readonly ids: readonly string[]; readonly reply: unknown }

/** Told of a thing (its number, without its type) of which Shopify tells nothing but an error. */
export type OnUntold = (id: string, why: string) => void

type Wish = { readonly pace?: Pace; readonly onUntold?: OnUntold | undefined }

/**
 * Asks for things by their ids, as many at once as the costs that answers report allow, and for half as many where that
 * is too dear all the same. Things at which the answer fails are told to `onUntold`, and the others asked for again
 * without them; where it does not say at which, they are looked for by halves. Without `onUntold` it throws, as
 * `AdminClient.run` does.
 */
export async function* readInPieces(
  admin: AdminClient,
  shop: string,
  shape: Shape,
  ids: readonly string[],
  { pace, onUntold }: Wish = {},
): AsyncGenerator<Piece> {
  let left = ids
  const search = new SearchForOne(admin.suspects, shop, onUntold ?? (() => undefined))
  while (left.length > 0) {
    const piece = left.slice(0, Math.min(search.size, admin.pages.fitting(shape)))
    const reply = await unlessTooDear(piece.length, () =>
      admin.run(shop, shape.operation, { ...shape.variables, ids: piece }, pace),
    ).catch((error: unknown) => (onUntold ? faultsOf(error, piece) : Promise.reject(error)))
    if (reply === tooDear) continue
    if (reply instanceof Faults) {
      search.told(reply.ids)
      left = left.filter((id) => !reply.ids.has(id))
    } else if (reply instanceof Unsaid) {
      left = left.slice(search.fails(piece, reply.error))
    } else {
      search.answers(piece)
      yield { ids: piece, reply }
      left = left.slice(piece.length)
    }
  }
  search.end()
}

type Suspect = { readonly id: string; readonly error: ShopifyBusy }

/**
 * For the one thing at which Shopify fails without saying at which: by halves. Where it answers about others meanwhile, it is the
 * thing. Else it may be in trouble itself, and it takes more than one round until it is the thing.
 */
class SearchForOne {
  readonly #known: AdminClient['suspects']
  readonly #shop: string
  readonly #onUntold: OnUntold
  #suspects: Suspect[] = []
  #isAnswered = false
  /** So many of those that are next have it among them. */
  #among = 0

  constructor(known: AdminClient['suspects'], shop: string, onUntold: OnUntold) {
    this.#known = known
    this.#shop = shop
    this.#onUntold = onUntold
  }

  /** How many to ask for next at most. */
  get size(): number {
    return this.#among > 1 ? Math.floor(this.#among / 2) : this.#among || Number.POSITIVE_INFINITY
  }

  told(faults: ReadonlyMap<string, string>): void {
    for (const [id, why] of faults) this.#onUntold(idOf(id), why)
  }

  answers(piece: readonly string[]): void {
    this.#isAnswered = true
    this.#among = Math.max(0, this.#among - piece.length)
    this.#known.clear(this.#shop, piece)
  }

  /** How many of the piece are not asked for again: it, where it was asked for alone. */
  fails(piece: readonly string[], error: ShopifyBusy): 0 | 1 {
    const [id, ...others] = piece
    if (id === undefined || others.length > 0) {
      this.#among = piece.length
      return 0
    }
    this.#among = 0
    this.#suspects.push({ id, error })
    // Of two in a row either may be it, or Shopify is in trouble.
    if (!this.#isAnswered && this.#suspects.length > 1) this.#accuse()
    return 1
  }

  end(): void {
    if (!this.#isAnswered) this.#accuse()
    for (const { id, error } of this.#suspects) this.#onUntold(idOf(id), error.message)
  }

  /** Throws while that they fail may be chance. */
  #accuse(): void {
    const doubtful = this.#suspects.filter(({ id }) => !this.#known.fail(this.#shop, id))
    if (doubtful[0]) throw doubtful[0].error
    for (const { id, error } of this.#suspects.splice(0)) this.#onUntold(idOf(id), error.message)
  }
}

/** The things of a piece at which the answer fails, and why. */
class Faults {
  readonly ids = new Map<string, string>()
}

/** It fails at something and does not say at what. */
class Unsaid {
  readonly error: ShopifyBusy
  constructor(error: ShopifyBusy) {
    this.error = error
  }
}

const positions = z
  .array(z.object({ message: z.string(), path: z.tuple([z.literal('nodes'), z.number()], z.unknown()) }))
  .min(1)

/** Which of the piece the answer fails at, where it says so of every error. Else it is no matter of one of them. */
function faultsOf(error: unknown, piece: readonly string[]): Faults | Unsaid {
  if (failsSomewhere(error)) return new Unsaid(error)
  const errors = error instanceof ShopifyRefused ? positions.safeParse(error.details['errors']).data : undefined
  if (errors === undefined || isOfTheApp(error)) throw error
  const faults = new Faults()
  for (const { message, path } of errors) {
    const id = piece[path[1]]
    if (id === undefined) throw error
    if (!faults.ids.has(id)) faults.ids.set(id, message)
  }
  return faults
}

/** GraphQL answered that it failed, and not at what: Shopify is in trouble, or will not tell of one of the things. */
export function failsSomewhere(error: unknown): error is ShopifyBusy {
  return error instanceof ShopifyBusy && error.details['errors'] !== undefined
}

/** Whether it may be a matter of one of the things, so that the others do without it. */
export function mayBeOfOne(error: unknown): error is ShopifyBusy | ShopifyRefused {
  return failsSomewhere(error) || (error instanceof ShopifyRefused && !isOfTheApp(error))
}

/** What belongs to a thing of which Shopify told already; null where of the rest it tells only an error. */
export async function readRestOf<Rest>(
  id: string,
  onUntold: OnUntold | undefined,
  read: () => Promise<Rest>,
): Promise<Rest | null> {
  try {
    return await read()
  } catch (error) {
    if (!mayBeOfOne(error) || onUntold === undefined) throw error
    onUntold(idOf(id), error.message)
    return null
  }
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
