import { type Request, type Response, Router } from 'express'
import { createQuietLog } from '../../platform/http/quiet-log.ts'
import { createBodyReader, leaveUnread, type Unread } from '../../platform/http/read-body.ts'
import type { Services } from '../../platform/services.ts'
import type { Inbox } from '../store/inbox/inbox.ts'
import { namesAShopper, topics } from '../webhooks/topics.ts'
import { type DeliveryRefusal, type HeaderClaim, judgeBody, readClaim } from '../webhooks/verify-delivery.ts'
import { withoutOtherProperties } from '../webhooks/without-other-properties.ts'
import { withoutShopper } from '../webhooks/without-shopper.ts'

/** Shopify itself gives up after five seconds. */
const bounds = { longest: 2 * 1024 * 1024, budget: 24 * 1024 * 1024, patienceMs: 10_000 }

/** 401 is what Shopify's reviewers ask for where the signature is wrong. */
const statuses: Readonly<Record<DeliveryRefusal | Unread | 'packed', number>> = {
  'no-signature': 401,
  'bad-signature': 401,
  'other-shop': 401,
  'bad-headers': 400,
  'no-body': 400,
  'no-object': 400,
  'broken-off': 400,
  'too-slow': 408,
  'too-large': 413,
  packed: 415,
  'crowded-out': 503,
}

type Parts = Pick<Services, 'config' | 'log' | 'metrics' | 'failpoint'> & { readonly inbox: Inbox }

/**
 * Where Shopify's deliveries arrive: verified, stored, answered. Nothing is read of what proves wrong by its headers. What they mean is worked out elsewhere, later; even a
 * body that cannot be read is stored, because sending it again would not make it better.
 */
export function webhooks({ config, log, metrics, failpoint, inbox }: Parts): Router {
  const router = Router()
  const tellRefused = createQuietLog(log, 'webhook requests were turned away')
  const tellUnknown = createQuietLog(log, 'webhooks came of shops that nobody ever opened the app in')
  const readBody = createBodyReader(bounds, { surface: 'webhooks', metrics: metrics.bodies })
  router.post('/webhooks', async (req, res) => {
    const claim = readClaim(req.headers)
    if (typeof claim === 'string') {
      refuse(req, res, claim)
      return
    }
    if ((req.headers['content-encoding'] || 'identity') !== 'identity') {
      refuse(req, res, 'packed')
      return
    }
    const read = await readBody(req)
    if (typeof read === 'string') {
      refuse(req, res, read)
      return
    }
    // What waits for the database has bounds of its own (`inbox.ts`).
    read.letGo()
    const body = read.bytes
    const answered = metrics.acknowledgement.startTimer()
    const refusal = judgeBody(config.shopify.apiSecrets, claim, body)
    if (refusal !== null) {
      refuse(req, res, refusal, claim)
      return
    }

    const { envelope } = claim
    const isWanted = Object.hasOwn(topics, envelope.topic)
    const kept = namesAShopper(envelope.topic) ? withoutShopper(body) : withoutOtherProperties(body)
    const accepted = await inbox.accept({ ...envelope, body: kept, isWanted })
    failpoint('after-accept')
    res.sendStatus(200)
    answered()
    if (accepted === 'unknown-shop') {
      metrics.deliveries.inc({ topic: topicOf(claim), outcome: accepted })
      tellUnknown(topicOf(claim))
      return
    }
    metrics.deliveries.inc({ topic: topicOf(claim), outcome: isWanted ? 'stored' : 'ignored' })
    log.debug({ shop: envelope.shop, delivery: envelope.webhookId, topic: envelope.topic }, 'a delivery was stored')
  })

  function refuse(req: Request, res: Response, reason: keyof typeof statuses, claim?: HeaderClaim): void {
    // Of what nobody proved the topic is hearsay too.
    metrics.deliveries.inc({ topic: reason === 'other-shop' ? topicOf(claim) : 'unknown', outcome: reason })
    tellRefused(reason)
    if (reason === 'crowded-out' || reason === 'too-slow') res.set({ 'Retry-After': '1', Connection: 'close' })
    else leaveUnread(req)
    res.sendStatus(statuses[reason])
  }
  return router
}

/** Labels have few values, so topics that nobody reads have one together. */
function topicOf(claim: HeaderClaim | undefined): string {
  return claim !== undefined && Object.hasOwn(topics, claim.envelope.topic) ? claim.envelope.topic : 'unknown'
}
