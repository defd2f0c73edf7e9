// npm run demo: the app, its database and a shop to use it in, from one command, until Ctrl-C.
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigFaults } from '../web/platform/config.ts'
import { claimFolder } from './demo/claim-folder.ts'
import { portFault } from './demo/free-port.ts'
import { type DemoOptions, readOptions, usage } from './demo/options.ts'
import { runDemo } from './demo/run-demo.ts'
import { type DemoSettings, readSettings } from './demo/settings.ts'

const leftBehindMs = 15_000

if (existsSync('.env')) process.loadEnvFile('.env')
const problem = await demo()
if (problem !== null) console.error(problem)
process.exit(problem === null ? 0 : 1)

async function demo(): Promise<string | null> {
  const stopAsked = untilAsked()
  try {
    const options = readOptions(process.argv.slice(2))
    if (!options.wantsHelp) return await claimAndRun(options, await readSettings(process.env), stopAsked)
    console.log(usage)
    return null
  } catch (error) {
    if (error instanceof ConfigFaults || error instanceof RangeError) return error.message
    return `The demo cannot go on: ${error instanceof Error ? error.message : error}`
  }
}

async function claimAndRun(
  options: DemoOptions,
  settings: DemoSettings,
  stopAsked: Promise<null>,
): Promise<string | null> {
  const claim = claimFolder(settings.config.dataDir)
  if (typeof claim === 'string') return claim
  try {
    const faults = await portFaults(settings, claim.wasLeftBehind ? leftBehindMs : 0)
    if (faults.length > 0) return faults.join('\n')
    return await runDemo({ options, settings, stopAsked, say: (sentence) => console.log(sentence) })
  } finally {
    claim.release()
  }
}

// What a demo that was killed has left behind ends by itself within seconds.
async function portFaults({ config }: DemoSettings, patienceMs: number): Promise<string[]> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const answers = await Promise.all([
      portFault('PORT', config.port, config.host),
      portFault('SIMULATOR_PORT', config.simulatorPort, '127.0.0.1'),
    ])
    const faults = answers.filter((fault) => fault !== null)
    if (faults.length === 0 || performance.now() > deadline) return faults
    await pause(200)
  }
}

// A terminal sends Ctrl-C to everyone and npm passes it on once more, so only the first counts.
function untilAsked(): Promise<null> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(null))
  })
}
