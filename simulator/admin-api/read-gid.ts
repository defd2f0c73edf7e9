import { GraphQLError } from 'graphql'

/** Takes `gid://shopify/Order/1` apart; a query string behind the number is allowed, as in level ids. */
export function readGid(text: string): { type: string; id: string } {
  const [, type, id] = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(text) ?? []
  if (type === undefined || id === undefined) {
    throw new GraphQLError(`Invalid global id '${text}'`, { extensions: { code: 'INVALID_VARIABLE' } })
  }
  return { type, id }
}
