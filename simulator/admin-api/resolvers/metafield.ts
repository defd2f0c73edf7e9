import { GraphQLError } from 'graphql'
import { gid, type Kind } from '../../store/ids.ts'
import { type MetafieldWish, metafieldKey } from '../../store/metafields.ts'
import type { Metafield } from '../../store/state.ts'
import type { AdminContext, FieldResolver, Resolvers } from './resolver.ts'

export const metafieldFields: Resolvers<Metafield> = {
  id: (metafield) => gid('Metafield', String(numberOf(metafieldKey(metafield)))),
  value: (metafield) => metafield.value,
}

type Wished = Omit<MetafieldWish, 'namespace' | 'type'> & { namespace?: string | null; type?: string | null }

const mostMetafields = 25

export const metafieldsSet: FieldResolver<unknown> = {
  takes: ['metafields'],
  resolve: (_root, { metafields }: { metafields: Wished[] }, context: AdminContext) => {
    allowed(metafields)
    const wishes = metafields.map(({ ownerId, namespace, key, type, value }) => {
      // Without a namespace it is the app's own, and without a type that of its definition.
      return { ownerId, namespace: namespace ?? '$app', key, type: type ?? 'json', value }
    })
    return { userErrors: context.setMetafields(wishes) }
  },
}

export const metafieldsDelete: FieldResolver<unknown> = {
  takes: ['metafields'],
  resolve: (_root, { metafields }: { metafields: Wished[] }, context: AdminContext) => {
    context.deleteMetafields(metafields.map((one) => ({ ...one, namespace: one.namespace ?? '$app' })))
    return { userErrors: [] }
  },
}

/** A metafield of the owner, for whatever type has them. */
export function metafieldOf(kind: Kind): FieldResolver<{ readonly id: string }> {
  return {
    takes: ['namespace', 'key'],
    resolve: (owner, { namespace, key }: { namespace?: string | null; key: string }, { state }) => {
      const ownerId = gid(kind, owner.id)
      return state.metafields.get(metafieldKey({ ownerId, namespace: namespace ?? '$app', key })) ?? null
    },
  }
}

function allowed(metafields: readonly unknown[]): void {
  if (metafields.length <= mostMetafields) return
  throw new GraphQLError(`The input array size of ${metafields.length} is greater than the maximum allowed of 25.`, {
    extensions: { code: 'BAD_REQUEST' },
  })
}

/** Metafields are kept by what they are of; a number that follows from that serves as their id. */
function numberOf(text: string): number {
  let number = 7
  for (const letter of text) number = (number * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647
  return number
}
