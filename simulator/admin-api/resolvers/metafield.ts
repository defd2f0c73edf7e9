import { GraphQLError } from 'graphql'
import { appNamespace } from '../../store/app-installation.ts'
import { gid, type Kind } from '../../store/ids.ts'
import { type MetafieldWish, metafieldKey } from '../../store/metafields.ts'
import type { Metafield } from '../../store/state.ts'
import { readGid } from '../read-gid.ts'
import { requireScope } from './access.ts'
import type { AdminContext, FieldResolver, Resolvers } from './resolver.ts'

export const metafieldFields: Resolvers<Metafield> = {
  id: (metafield) => gid('Metafield', String(numberOf(metafieldKey(metafield)))),
  value: (metafield) => metafield.value,
}

type Wished = Omit<MetafieldWish, 'namespace' | 'type'> & { namespace?: string | null; type?: string | null }

const mostMetafields = 25

/** To write about a thing takes what it takes to change the thing; its own installation is the app's anyway. */
const scopeToWrite: Readonly<Record<string, string>> = { Order: 'write_orders', ProductVariant: 'write_products' }

export const metafieldsSet: FieldResolver<unknown> = {
  takes: ['metafields'],
  resolve: (_root, { metafields }: { metafields: Wished[] }, context: AdminContext) => {
    allowed(metafields)
    open(metafields, 'metafieldsSet', context)
    const wishes = metafields.map(({ ownerId, namespace, key, type, value }) => {
      // Without a type it is that of its definition.
      return { ownerId, namespace: keptNamespace(namespace), key, type: type ?? 'json', value }
    })
    return { userErrors: context.setMetafields(wishes) }
  },
}

export const metafieldsDelete: FieldResolver<unknown> = {
  takes: ['metafields'],
  resolve: (_root, { metafields }: { metafields: Wished[] }, context: AdminContext) => {
    open(metafields, 'metafieldsDelete', context)
    context.deleteMetafields(metafields.map((one) => ({ ...one, namespace: keptNamespace(one.namespace) })))
    return { userErrors: [] }
  },
}

type DefinitionWish = { ownerType: string; namespace?: string | null; key: string; name: string; type: string }

/** The kinds of things whose metafields can be defined here, as the schema names them. */
const ownerTypes: Readonly<Record<string, string>> = { ORDER: 'Order', PRODUCTVARIANT: 'ProductVariant' }

export const metafieldDefinitionCreate: FieldResolver<unknown> = {
  takes: ['definition'],
  resolve: (_root, { definition }: { definition: DefinitionWish }, context: AdminContext) => {
    const { ownerType: wanted, namespace, key, name, type, ...rest } = definition
    // The schema fills in what is off by default.
    const others = Object.values(rest).filter((value) => value != null && value !== false)
    const ownerType = ownerTypes[wanted]
    if (ownerType === undefined || others.length > 0 || keptNamespace(namespace) === '$app') {
      throw new GraphQLError(
        `Definitions here are of orders and variants, in the merchant's namespaces, without more.`,
        {
          extensions: { code: 'NOT_IMPLEMENTED' },
        },
      )
    }
    requireScope(context, scopeToWrite[ownerType] ?? '', 'metafieldDefinitionCreate')
    const wish = { ownerType, namespace: keptNamespace(namespace), key, name, type }
    return { userErrors: context.defineMetafield(wish) }
  },
}

/** A metafield of the owner, for whatever type has them. */
export function metafieldOf(kind: Kind): FieldResolver<{ readonly id: string }> {
  return {
    takes: ['namespace', 'key'],
    resolve: (owner, { namespace, key }: { namespace?: string | null; key: string }, { state }) => {
      const ownerId = gid(kind, owner.id)
      return state.metafields.get(metafieldKey({ ownerId, namespace: keptNamespace(namespace), key })) ?? null
    },
  }
}

/** Without a namespace it is the app's own, which has a short name and a full one. */
function keptNamespace(namespace: string | null | undefined): string {
  return namespace == null || namespace === appNamespace ? '$app' : namespace
}

/** Throws as Shopify denies the whole field. */
function open(metafields: readonly Wished[], field: string, context: AdminContext): void {
  for (const { ownerId } of metafields) {
    const needed = scopeToWrite[readGid(ownerId).type]
    if (needed !== undefined) requireScope(context, needed, field)
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
