import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { secret } from '../../support/shopify/app-parts.ts'

/** Names and values as they come, in any order, some of them more than once. */
export type Pairs = readonly (readonly [string, string])[]

export const seconds = (fromNow = 0) => String(Math.floor(Date.now() / 1000) + fromNow)

/** What Shopify adds to what a shopper asked. */
export function passedOn(shop: string, asked: Pairs = [], said: Record<string, string> = {}): Pairs {
  const added = { shop, path_prefix: '/apps/backorders', timestamp: seconds(), logged_in_customer_id: '', ...said }
  return [...asked, ...Object.entries(added)]
}

/** As Shopify signs it, written out once more: the names in order, repeated ones with a comma between their values. */
export function signatureOf(pairs: Pairs, key: string = secret): string {
  const names = [...new Set(pairs.map(([name]) => name))]
  const parts = names.map(
    (name) => `${name}=${pairs.flatMap(([other, value]) => (other === name ? [value] : [])).join()}`,
  )
  return createHmac('sha256', key).update(parts.sort().join('')).digest('hex')
}

export function queryOf(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
}

export function signed(pairs: Pairs, key: string = secret): string {
  return queryOf([...pairs, ['signature', signatureOf(pairs, key)]])
}

export type Reply = { status: number; text: string; headers: NodeJS.Dict<string | string[]> }

/** The address goes out as it is, which `fetch` would not let it. */
export function ask(port: number, path: string, method = 'GET'): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const asked = request({ host: '127.0.0.1', port, path, method }, async (response) => {
    let text = ''
    for await (const piece of response.setEncoding('utf8')) text += piece
    resolve({ status: response.statusCode ?? 0, text, headers: response.headers })
  })
  asked.on('error', reject)
  asked.end()
  return promise
}
