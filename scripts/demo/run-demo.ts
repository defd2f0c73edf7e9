import { join } from 'node:path'
import { fillShop } from './fill-shop.ts'
import type { DemoOptions } from './options.ts'
import { demoParts } from './parts.ts'
import type { DemoSettings } from './settings.ts'
import { untilReady } from './simulator-client.ts'
import { startOver, stopLeftOver } from './start-over.ts'
import { supervise } from './supervise.ts'
import { tour } from './tour.ts'

const startTimeoutMs = 120_000

type Run = { options: DemoOptions; settings: DemoSettings; stopAsked: Promise<null>; say: (sentence: string) => void }

/** Runs the demo until it is asked to stop or cannot go on. Answers null, or a sentence that says what is wrong. */
export async function runDemo({ options, settings, stopAsked, say }: Run): Promise<string | null> {
  if (options.isFresh) {
    const refusal = await startOver(settings)
    if (refusal !== null) return refusal
    say('Removed what earlier demos kept.')
  }
  const { config } = settings
  const isEmbedded = config.databaseUrl === null
  const parts = demoParts(settings)
  say(`Starting ${isEmbedded ? 'PostgreSQL' : 'on the PostgreSQL of DATABASE_URL'}, the app and the simulator.`)
  const simulator = supervise(parts.simulator, say)
  const app = supervise(parts.app, say)
  const opening = new AbortController()
  const ended = Promise.race([stopAsked, simulator.gaveUp, app.gaveUp])
  try {
    await Promise.race([ended, openShop({ options, settings, say, signal: opening.signal, appPid: app.pid })])
    return await ended
  } finally {
    opening.abort()
    say('Stopping.')
    const wasPolite = await app.stop()
    await simulator.stop()
    if (isEmbedded && !wasPolite) await stopLeftOver(join(config.dataDir, 'postgres'))
  }
}

type Opening = Omit<Run, 'stopAsked'> & { signal: AbortSignal; appPid: () => number | undefined }

async function openShop({ options, settings, say, signal, appPid }: Opening): Promise<void> {
  const { config, simulatorUrl, simulatorDir } = settings
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(startTimeoutMs)])
  const appUrl = `http://127.0.0.1:${config.port}`
  try {
    await Promise.all([untilReady(`${simulatorUrl}/control`, inTime), untilReady(`${appUrl}/health/live`, inTime)])
  } catch (error) {
    if (signal.aborted) throw error
    const logs = join(config.dataDir, 'logs')
    const seconds = startTimeoutMs / 1000
    throw new Error(`the app or the simulator did not answer within ${seconds} seconds; see ${logs}.`, { cause: error })
  }
  await fillShop(options, { simulatorUrl, simulatorDir, signal, say })
  say(tour(options, { simulatorUrl, appPid: appPid(), dataDir: config.dataDir }))
}
