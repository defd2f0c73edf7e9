import { GraphQLError } from 'graphql'
import type { AdminContext } from './resolver.ts'

/** Throws as Shopify denies a whole field. */
export function requireScope({ scopes }: Pick<AdminContext, 'scopes'>, scope: string, field: string): void {
  if (scopes.includes(scope)) return
  throw new GraphQLError(`Access denied for ${field} field. Required access: \`${scope}\` access scope.`, {
    extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes' },
  })
}
