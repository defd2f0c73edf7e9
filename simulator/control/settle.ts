import { z } from 'zod'
import { clock } from '../clock.ts'
import { readWish } from '../store/verb.ts'
import type { World } from '../world.ts'

const LONGEST_PAUSE_MS = 100

const settleWish = z.object({ timeoutSeconds: z.number().min(0).max(3_600).default(30) })

/** What the app says of itself for one shop; null when it does not answer. */
type Readiness = { readonly ready: boolean; readonly due: number; readonly parked: number } | null

const readiness = z.object({
  ready: z.boolean(),
  due: z.number().default(0),
  parked: z.number().default(0),
})

export type Settled = {
  readonly settled: boolean
  readonly webhooks: {
    readonly sent: number
    readonly repeated: number
    readonly dropped: number
    readonly lost: number
    readonly pending: number
  }
  readonly app: Readiness
  readonly seconds: number
}

/**
 * Waits until every webhook of the shop was delivered and the app has nothing due. The app is asked between two looks
 * at the webhooks: what it did meanwhile may have caused new ones.
 */
export async function settle(world: World, shopName: string, wish: unknown): Promise<Settled> {
  const { timeoutSeconds } = readWish(settleWish, wish)
  const shop = world.getShop(shopName)
  const started = clock.now()
  const answer = (settled: boolean, app: Readiness): Settled => ({
    settled,
    webhooks: { ...shop.webhooks, pending: world.deliveries.pending(shopName) },
    app,
    seconds: (clock.now() - started) / 1000,
  })
  for (let round = 0; ; round += 1) {
    const before = world.deliveries.pending(shopName)
    const emitted = shop.webhooks.sent + shop.webhooks.repeated + shop.webhooks.lost
    const app = before === 0 ? await askApp(world, shopName) : null
    const isQuiet =
      world.deliveries.pending(shopName) === 0 &&
      emitted === shop.webhooks.sent + shop.webhooks.repeated + shop.webhooks.lost
    if (before === 0 && isQuiet && app?.ready && app.due === 0) return answer(true, app)
    if (clock.now() - started >= timeoutSeconds * 1000) return answer(false, app ?? (await askApp(world, shopName)))
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, 10 * 2 ** round))
  }
}

async function askApp(world: World, shop: string): Promise<Readiness> {
  const address = new URL(`/health/ready?shop=${encodeURIComponent(shop)}`, world.appUrl())
  return fetch(address, { signal: AbortSignal.timeout(5_000) })
    .then((response) => response.json())
    .then(
      (told) => readiness.safeParse(told).data ?? null,
      () => null,
    )
}
