import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patientFetch } from '../../web/frontend/src/api/patient-fetch.ts'

const answers: Response[] = []
const asked: string[] = []

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(await request.text())
    return answers.shift() ?? new Response('done')
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  answers.length = 0
  asked.length = 0
})

const busy = (seconds: string) => new Response('', { status: 429, headers: { 'retry-after': seconds } })
const aCall = (said = {}) => new Request('http://shop.example/api', { method: 'POST', body: 'ours', ...said })

test('asks again when the server says so, with all that was said, and nobody is told', async () => {
  answers.push(busy('5'), busy('5'))
  const reply = patientFetch(aCall())
  await vi.advanceTimersByTimeAsync(4_900)
  expect(asked).toEqual(['ours'])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await (await reply).text()).toBe('done')
  expect(asked).toEqual(['ours', 'ours', 'ours'])
})

test('leaves every other answer as it is', async () => {
  answers.push(new Response('no', { status: 503 }))
  expect((await patientFetch(aCall())).status).toBe(503)
  expect(asked).toHaveLength(1)
})

test('gives up in the end, and at once when nobody waits', async () => {
  answers.push(...Array.from({ length: 20 }, () => busy('5')))
  const reply = patientFetch(aCall())
  await vi.advanceTimersByTimeAsync(120_000)
  expect((await reply).status).toBe(429)
  expect(asked).toHaveLength(8)

  const gone = new AbortController()
  const left = patientFetch(aCall({ signal: gone.signal }))
  const refused = expect(left).rejects.toThrow('aborted')
  await vi.advanceTimersByTimeAsync(0)
  gone.abort()
  await refused
  expect(asked).toHaveLength(9)
})
