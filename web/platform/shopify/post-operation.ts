import { ShopifyBusy } from '../errors.ts'
import { type AdminReply, readAdminReply } from './admin-reply.ts'
import type { Shopify } from './api.ts'
import { AnswerTooLong, readAnswer } from './transport.ts'

export type AdminCall = {
  readonly shop: string
  readonly token: string
  readonly query: string
  readonly variables: object
}

/** One HTTP request to the Admin API and what came of it; a network that fails is an answer like any other. */
export async function postOperation(
  shopify: Pick<Shopify, 'transport' | 'apiVersion'>,
  { shop, token, query, variables }: AdminCall,
): Promise<AdminReply> {
  const url = `https://${shop}/admin/api/${shopify.apiVersion}/graphql.json`
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query, variables }),
    // Following a redirect would carry the token elsewhere; a permanent shop name never needs one.
    redirect: 'manual',
  }
  try {
    const response = await shopify.transport(url, request)
    return readAdminReply(response.status, response.headers.get('retry-after'), await readAnswer(response))
  } catch (error) {
    // The transport says ShopifyBusy, of an answer without an end too; a body that breaks off is a TypeError, one that stops a TimeoutError.
    if (error instanceof ShopifyBusy || error instanceof TypeError || error instanceof DOMException) {
      const isSilent = isTimeout(error) || isTimeout(error.cause) || error instanceof AnswerTooLong
      return { kind: 'failed', why: error.message, isSilent }
    }
    throw error
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError'
}
