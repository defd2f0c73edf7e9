import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { readConfig } from './config.ts'
import { StartFaults } from './errors.ts'
import { createLog } from './log.ts'
import { type RunningApp, start } from './start.ts'

/** What was begun gets this long to end; then the process ends without it, which loses nothing. */
const stopTimeoutMs = 25_000

let isEnding = false

try {
  // What is set in the environment goes before what is in the file.
  if (existsSync('.env')) loadEnvFile('.env')
  const starting = start(readConfig(process.env))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(starting))
  await starting
} catch (error) {
  if (error instanceof StartFaults) process.stderr.write(`${error.message}\n`)
  else createLog({ logLevel: 'fatal' }).fatal({ err: error }, 'Backline does not start')
  process.exit(1)
}

/** The terminal and npm may both pass a signal on, so a second one changes nothing. */
async function end(starting: Promise<RunningApp>): Promise<void> {
  if (isEnding) return
  isEnding = true
  setTimeout(() => process.exit(1), stopTimeoutMs).unref()
  const app = await starting
  await app.stop()
  process.exit(0)
}
