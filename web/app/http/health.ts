import { timingSafeEqual } from 'node:crypto'
import { type RequestHandler, Router } from 'express'
import { countShopsThatLag, loadWorkFigures } from '../../mirror/store/inbox/work-figures.ts'
import { clock } from '../../platform/clock.ts'
import type { Config } from '../../platform/config.ts'
import { unprotected } from '../../platform/db/server/app-role.ts'
import { DatabaseAway, InvalidInput } from '../../platform/errors.ts'
import type { Gates } from '../../platform/http/gate.ts'
import { lags, type Metrics } from '../../platform/metrics.ts'
import { loadFailingLanes, loadLaneFigures } from '../../platform/queue/lane-figures.ts'
import type { Services } from '../../platform/services.ts'
import { shopName } from '../../platform/shopify/shop-name.ts'
import { countOutstanding } from '../store/due.ts'

const patienceMs = 1_000

type Parts = Pick<Services, 'config' | 'db' | 'metrics'> & {
  readonly gates: Pick<Gates, 'operator'>
  readonly isStopping: () => boolean
}

/**
 * `live`: the process runs. `ready`: it can serve, because the database answers and nobody told it to stop; with `?shop=` also whether everything
 * that shop was heard to do has been worked off, and which of its lanes fail. Figures are for operators: in production they need the operator's token.
 */
export function health({ config, db, metrics, gates, isStopping }: Parts): Router {
  const router = Router()
  const whyNotReady = oneAtATime(() => askWhetherReady(db))
  const operatorOnly = requireOperator(config)
  // What was asked goes on where nobody waits for it any more: the gate keeps it from being asked again meanwhile.
  const figures: Figures = (of, load) => inTime(gates.operator(of, load))

  router.get('/health/live', (_req, res) => {
    res.json({ live: true })
  })
  router.get('/health/ready', async (req, res, next) => {
    if (req.query['shop'] !== undefined) {
      next()
      return
    }
    const reason = isStopping() ? 'The process is stopping.' : await whyNotReady()
    res.status(reason === null ? 200 : 503).json(reason === null ? { ready: true } : { ready: false, reason })
  })
  router.get('/health/ready', operatorOnly, async (req, res) => {
    const shop = shopName(req.query['shop'])
    if (!shop) throw new InvalidInput('shop must be a myshopify.com name')
    const { due, parked } = await figures(shop, () => countOutstanding(db, shop))
    const failing = await figures(shop, () => loadFailingLanes(db, shop))
    res.json({ ready: due === 0, due, parked, ...(failing.length > 0 && { failing }) })
  })
  router.get('/metrics', operatorOnly, async (_req, res) => {
    await Promise.all([tellWork(figures, db, metrics), tellLanes(figures, db, metrics)])
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}

/** Anybody may ask, as often as they like: all who ask meanwhile get one answer. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    asked ??= ask().finally(() => {
      asked = null
    })
    return asked
  }
}

/** Null: the database answers, and shows the app no more than it may see. */
async function askWhetherReady(db: Services['db']): Promise<string | null> {
  try {
    await inTime(db.pool.query('SELECT 1'))
    return null
  } catch (error) {
    const refusal = unprotected(error)
    if (refusal === null) throw error
    return refusal.message
  }
}

/** Figures of a shop, or of all that is of one kind, once at a time. */
type Figures = <T>(of: string, load: () => Promise<T>) => Promise<T>

const told = [
  'waiting',
  'lagSeconds',
  'dueMarks',
  'parked',
  'shopsNeedingAttention',
  'mailWaiting',
  'mailLagSeconds',
] as const

/** While the database is away there are no such figures, and the others are told all the same. */
async function tellWork(figures: Figures, db: Services['db'], metrics: Metrics): Promise<void> {
  const work = await figures('work', () => loadWorkFigures(db)).catch(() => null)
  for (const name of told) {
    if (work) metrics.work[name].set(work[name])
    else metrics.work[name].remove()
  }
  const behind = await figures('lag', () => countShopsThatLag(db, lags)).catch(() => null)
  for (const seconds of lags) {
    if (behind) metrics.shopsThatLag.set({ seconds }, behind.get(seconds) ?? 0)
    else metrics.shopsThatLag.remove({ seconds })
  }
}

async function tellLanes(figures: Figures, db: Services['db'], { lanes }: Metrics): Promise<void> {
  const kinds = await figures('lanes', () => loadLaneFigures(db)).catch(() => [])
  for (const name of ['waiting', 'waitSeconds', 'failing', 'failingSeconds'] as const) {
    lanes[name].reset()
    for (const each of kinds) lanes[name].set({ kind: each.kind }, each[name])
  }
}

function requireOperator({ production, operatorToken }: Config): RequestHandler {
  return (req, res, next) => {
    if (!production || isOperator(req.get('authorization') ?? '', operatorToken)) next()
    else res.status(401).set('WWW-Authenticate', 'Bearer').json({ code: 'unauthorized' })
  }
}

/** Where no operator's token is set there is no operator. */
function isOperator(authorization: string, operatorToken: string | null): boolean {
  const [given, wanted] = [Buffer.from(authorization), Buffer.from(`Bearer ${operatorToken}`)]
  return operatorToken !== null && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A health check that hangs tells nobody anything. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = clock.after(patienceMs, () => reject(new DatabaseAway()))
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}
