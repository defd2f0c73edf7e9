import { Router, raw } from 'express'
import type { Inbox } from '../db/inbox/inbox.ts'
import type { Services } from '../services.ts'
import { shopName } from '../shopify/shop-name.ts'
import { namesAShopper, topics } from '../webhooks/topics.ts'
import { verifyDelivery } from '../webhooks/verify-delivery.ts'
import { withoutOtherProperties } from '../webhooks/without-other-properties.ts'

const longestBody = 2 * 1024 * 1024
/** In place of a body that names a person: it is answered without, so it is never kept. */
const nothing = Buffer.from('{}')

/** 401 is what Shopify's reviewers ask for where the signature is wrong. */
const statuses = { 'no-body': 400, 'no-signature': 401, 'bad-signature': 401, 'bad-headers': 400 } as const

type Parts = Pick<Services, 'shopify' | 'log' | 'metrics' | 'failpoint'> & { readonly inbox: Inbox }

/**
 * Where Shopify's deliveries arrive: verified, stored, answered. What they mean is worked out elsewhere, later; even a
 * body that cannot be read is stored, because sending it again would not make it better.
 */
export function webhooks({ shopify, log, metrics, failpoint, inbox }: Parts): Router {
  const router = Router()
  router.post('/webhooks', raw({ type: () => true, limit: longestBody }), async (req, res) => {
    const answered = metrics.acknowledgement.startTimer()
    const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
    const verdict = await verifyDelivery(shopify, req.headers, body)
    if (!verdict.ok) {
      metrics.deliveries.inc({ topic: 'unknown', outcome: verdict.reason })
      log.warn(
        { reason: verdict.reason, shop: shopName(req.headers['x-shopify-shop-domain']) },
        'a webhook request was turned away',
      )
      res.sendStatus(statuses[verdict.reason])
      return
    }

    const { envelope } = verdict
    const isWanted = Object.hasOwn(topics, envelope.topic)
    const kept = namesAShopper(envelope.topic) ? nothing : withoutOtherProperties(body)
    await inbox.accept({ ...envelope, body: kept, isWanted })
    failpoint('after-accept')
    res.sendStatus(200)
    answered()
    metrics.deliveries.inc(
      isWanted ? { topic: envelope.topic, outcome: 'stored' } : { topic: 'unknown', outcome: 'ignored' },
    )
    log.debug({ shop: envelope.shop, delivery: envelope.webhookId, topic: envelope.topic }, 'a delivery was stored')
  })
  return router
}
