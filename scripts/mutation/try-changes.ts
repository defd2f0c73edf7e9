import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Mutation } from './mutations.ts'
import { relatedTests } from './related-tests.ts'
import { sameAs } from './same.ts'
import type { Outcome, Trial } from './trial.ts'

const root = join(import.meta.dirname, '../..')
const sideBySide = 2
/** What has not ended after so many times what the tests take as they are never ends: a bound that holds no more. */
const endless = { times: 3, andMs: 15_000 }

/** The changes that these tests do not notice, of which it tells as it finds them. Where no test reaches a file nobody notices. */
export async function unnoticed(mutations: readonly Mutation[], tests: readonly string[]): Promise<Mutation[]> {
  const waiting = [...mutations]
  const found = new Set<Mutation>()
  const work = async () => {
    const tester = await startTester(tests)
    for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
      if (!(await tester.passWith(mutation))) continue
      found.add(mutation)
      if (!sameAs(mutation)) console.log(`not noticed: ${mutation.file}:${mutation.line} ${mutation.says}`)
    }
    tester.end()
  }
  await Promise.all(Array.from({ length: sideBySide }, work))
  return mutations.filter((mutation) => found.has(mutation))
}

async function startTester(tests: readonly string[]) {
  let vitest = await start()
  const asItIs = await ask(vitest, { mutation: null, tests }, Infinity)
  if (!asItIs?.passed) throw new Error(`These tests fail as they are: ${tests.join(' ')}`)
  const tookMs = (test: string) => asItIs.tookMs[test] ?? 0
  const patienceMs = endless.times * tests.reduce((total, test) => total + tookMs(test), 0) + endless.andMs
  const quickestFirst = tests.toSorted((one, other) => tookMs(one) - tookMs(other))
  return {
    async passWith(mutation: Mutation): Promise<boolean> {
      const related = relatedTests(join(root, mutation.file), quickestFirst)
      if (related.length === 0) return true
      const outcome = await ask(vitest, { mutation, tests: related }, patienceMs)
      if (outcome !== null) return outcome.passed
      vitest.kill('SIGKILL')
      vitest = await start()
      return false
    },
    end: () => void vitest.kill(),
  }
}

async function start(): Promise<ChildProcess> {
  const vitest = fork(join(import.meta.dirname, 'trial.ts'))
  await answer(vitest, Infinity)
  return vitest
}

function ask(vitest: ChildProcess, trial: Trial, patienceMs: number): Promise<Outcome | null> {
  const told = answer(vitest, patienceMs)
  vitest.send(trial)
  return told as Promise<Outcome | null>
}

/** Null where none comes in time. */
function answer(vitest: ChildProcess, patienceMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('vitest ended before it answered'))
    const timer = patienceMs === Infinity ? undefined : setTimeout(() => done(null), patienceMs)
    const done = (message: unknown) => {
      clearTimeout(timer)
      vitest.off('exit', ended).off('message', done)
      resolve(message)
    }
    vitest.once('exit', ended).once('message', done)
  })
}
