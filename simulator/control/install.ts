import { documentAddress } from '../auth/document-address.ts'
import { clock } from '../clock.ts'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'

const LONGEST_PAUSE_MS = 2_000
const ANSWER_WITHIN_MS = 10_000

/**
 * The merchant opens the app for the first time: the page load carries an id token, which the app exchanges for its
 * access token. Answers whether that worked at once; if not it is tried in the background until it does, or until
 * `signal` ends it.
 */
export async function installApp(world: World, shop: ShopState, signal: AbortSignal): Promise<boolean> {
  world.granted(shop)
  if (await openApp(world, shop, signal)) return true
  void keepOpening(world, shop, signal)
  return false
}

async function keepOpening(world: World, shop: ShopState, signal: AbortSignal): Promise<void> {
  for (let round = 0; ; round += 1) {
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** round), signal)
    if (signal.aborted || (await openApp(world, shop, signal))) return
  }
}

async function openApp(world: World, shop: ShopState, signal: AbortSignal): Promise<boolean> {
  // The merchant has removed the app again before it was ever opened.
  if (shop.uninstalled) return true
  const address = await documentAddress(world.app, world.appUrl(), shop.shop)
  if (!(await answersWell(address, signal))) return false
  if (!shop.uninstalled) world.installed(shop)
  return true
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
