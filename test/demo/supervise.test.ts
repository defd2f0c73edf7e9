import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Supervised, supervise } from '../../scripts/demo/supervise.ts'

// A part that notes each of its starts, and how it was asked to end.
const part = `
  import { appendFileSync } from 'node:fs'
  const note = (line) => appendFileSync(process.argv[2], line + '\\n')
  process.on('SIGTERM', () => { note('asked to stop'); process.exit(0) })
  setInterval(() => {}, 1000)
  note('started ' + process.pid)
`

let folder: string
let running: Supervised[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-supervise-'))
})

afterEach(async () => {
  await Promise.all(running.map((supervised) => supervised.stop()))
  running = []
  rmSync(folder, { recursive: true })
})

function start(program: string) {
  const [file, notes, logFile] = [join(folder, 'part.mjs'), join(folder, 'notes'), join(folder, 'part.log')]
  writeFileSync(file, program)
  writeFileSync(notes, '')
  const said: string[] = []
  const described = { name: 'The app', file, args: [notes], env: process.env, logFile }
  const supervised = supervise(described, (sentence) => said.push(sentence))
  running.push(supervised)
  const lines = () => readFileSync(notes, 'utf8').split('\n').filter(Boolean)
  const starts = () =>
    lines()
      .flatMap((line) => line.match(/^started (\d+)$/)?.[1] ?? [])
      .map(Number)
  return { supervised, said, lines, starts }
}

test('asks a part to stop and waits until it has', async () => {
  const { supervised, lines, starts } = start(part)
  await vi.waitUntil(() => starts().length === 1, 60_000)
  expect(await supervised.stop()).toBe(true)
  expect(lines().at(-1)).toBe('asked to stop')
})

test('starts a killed part again and says so', async () => {
  const { said, starts } = start(part)
  await vi.waitUntil(() => starts().length === 1, 60_000)
  process.kill(starts()[0] ?? 0, 'SIGKILL')
  await vi.waitUntil(() => starts().length === 2, 60_000)
  expect(said).toEqual(['The app was killed by SIGKILL. Starting it again.'])
})

test('gives up on a part that keeps ending by itself, with its last words', async () => {
  const { supervised, said } = start(`console.error('no database here'); process.exit(3)`)
  const reason = await supervised.gaveUp
  expect(reason).toContain('The app ended with code 3 again and again.')
  expect(reason).toContain('no database here')
  expect(said).toHaveLength(2)
})
