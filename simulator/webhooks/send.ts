// One try of one delivery over a kept-alive connection.

import { Agent as HttpAgent, request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Delivery } from './delivery.ts'
import { sign } from './sign.ts'

const ANSWER_WITHIN_MS = 5_000

/** `away`: nobody listens there; `failed`: anything else that is not a 2xx in time. */
export type Outcome = 'delivered' | 'failed' | 'away'

export type Sender = { send(delivery: Delivery, appUrl: string): Promise<Outcome>; close(): void }

export function createSender(secret: string, connections: number): Sender {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: connections })
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: connections })
  return {
    send(delivery, appUrl) {
      const address = new URL(delivery.uri, appUrl)
      const isPlain = address.protocol === 'http:'
      return new Promise((resolve) => {
        const request = (isPlain ? httpRequest : httpsRequest)(address, {
          method: 'POST',
          agent: isPlain ? httpAgent : httpsAgent,
          headers: headersOf(delivery, secret),
        })
        const timer = setTimeout(() => request.destroy(), ANSWER_WITHIN_MS)
        const end = (outcome: Outcome) => {
          clearTimeout(timer)
          resolve(outcome)
        }
        request.on('response', (response) => {
          response.resume()
          const status = response.statusCode ?? 0
          response.on('close', () => end(status >= 200 && status < 300 ? 'delivered' : 'failed'))
        })
        request.on('error', (error) => end('code' in error && error.code === 'ECONNREFUSED' ? 'away' : 'failed'))
        request.end(delivery.body)
      })
    },
    close() {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

function headersOf(delivery: Delivery, secret: string): OutgoingHttpHeaders {
  return {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(delivery.body),
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': delivery.topic,
    'X-Shopify-Hmac-Sha256': sign(delivery.body, secret),
    'X-Shopify-Shop-Domain': delivery.shop,
    'X-Shopify-API-Version': delivery.apiVersion,
    'X-Shopify-Webhook-Id': delivery.webhookId,
    'X-Shopify-Triggered-At': delivery.triggeredAt,
    'X-Shopify-Event-Id': delivery.eventId,
    ...(delivery.name !== null && { 'X-Shopify-Name': delivery.name }),
  }
}
