import { setTimeout as pause } from 'node:timers/promises'
import { documentAddress } from '../auth/document-address.ts'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'

const LONGEST_PAUSE_MS = 2_000
const ANSWER_WITHIN_MS = 10_000

/**
 * The merchant opens the app for the first time: the page load carries an id token, which the app exchanges for its
 * access token. Tried until the app answers once, or `signal` ends it.
 */
export async function openApp(world: World, shop: ShopState, signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted && !shop.uninstalled; round += 1) {
    const address = await documentAddress(world.app, world.appUrl(), shop.shop)
    if (await answersWell(address, signal)) return world.installed(shop)
    await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** round), undefined, { signal }).catch(() => undefined)
  }
}

async function answersWell(address: string, signal: AbortSignal): Promise<boolean> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)])
  return fetch(address, { redirect: 'manual', headers: { accept: 'text/html' }, signal: limited }).then(
    async (response) => {
      await response.body?.cancel()
      return response.ok
    },
    () => false,
  )
}
