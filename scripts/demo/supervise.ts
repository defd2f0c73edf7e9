import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type DemoPart = {
  name: string
  file: string
  args: string[]
  env: Readonly<Record<string, string | undefined>>
  logFile: string
}

export type Supervised = {
  pid(): number | undefined
  /** Ends the part, politely first. Answers whether it ended of its own accord, and so left nothing behind. */
  stop(): Promise<boolean>
  /** Settles only when the part ends by itself too often to be worth starting again: why, with what it said last. */
  gaveUp: Promise<string>
}

const politeMs = 30_000
const restartPauseMs = 200
const quickEndMs = 10_000
const quickEndsAllowed = 3
const lastLines = 12

/**
 * Keeps one part of the demo running: should it die, it is started again and a line says so.
 * A part has its own process group, so that Ctrl-C reaches this process alone and parts end in order, and a channel to
 * us, so that a part whose demo was killed ends as well.
 */
export function supervise(part: DemoPart, say: (sentence: string) => void): Supervised {
  const { promise: gaveUp, resolve: giveUp } = Promise.withResolvers<string>()
  let isStopping = false
  let quickEnds = 0
  let child = launch()

  function launch(): ChildProcess {
    const startedAt = performance.now()
    const started = start(part)
    started.once('exit', (code, signal) => {
      if (isStopping) return
      const how = signal === null ? `ended with code ${code}` : `was killed by ${signal}`
      const wasQuick = signal === null && performance.now() - startedAt < quickEndMs
      quickEnds = wasQuick ? quickEnds + 1 : 0
      if (quickEnds === quickEndsAllowed) return giveUp(`${part.name} ${how} again and again.\n${tail(part.logFile)}`)
      say(`${part.name} ${how}. Starting it again.`)
      setTimeout(() => {
        if (!isStopping) child = launch()
      }, restartPauseMs)
    })
    return started
  }

  return {
    gaveUp,
    pid: () => child.pid,
    stop() {
      isStopping = true
      return end(child)
    },
  }
}

function start({ file, args, env, logFile }: DemoPart): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'a')
  const child = fork(file, args, {
    env,
    detached: true,
    execArgv: ['--import', new URL('./end-with-parent.ts', import.meta.url).href],
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  return child
}

async function end(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return false
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const isLate = await Promise.race([ended.then(() => false), pause(politeMs, true, { ref: false })])
  if (isLate) child.kill('SIGKILL')
  await ended
  return child.exitCode === 0
}

function tail(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lastLines)
  return `The end of ${logFile}:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
