import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { TooBusy } from '../../../web/platform/errors.ts'
import { createGate, type GateLimits, waitingAtMost } from '../../../web/platform/http/gate.ts'

const patient = { atOnce: 1, forOthers: 1, waitingPerShop: 3, waitMs: 600_000 }

/** A gate, and calls that end when they are told to; whatever waits when the test is over is called off. */
function aGate(limits: Partial<GateLimits> = {}) {
  const over = new AbortController()
  onTestFinished(() => over.abort())
  const gate = createGate('brief', { ...patient, ...limits })
  const begun: string[] = []
  const open = new Map<string, () => void>()
  function call(name: string, { signal, ...passing }: { signal?: AbortSignal; isBegun?: boolean } = {}) {
    const [shop = ''] = name.split(' ')
    const work = () => {
      begun.push(name)
      return new Promise<string>((resolve) => open.set(name, () => resolve(name)))
    }
    const ends = AbortSignal.any(signal === undefined ? [over.signal] : [over.signal, signal])
    const answer = gate(shop, work, { ...passing, signal: ends })
    answer.catch(() => 'called off')
    return answer
  }
  /** Ends them one after the other; each lets the next begin. */
  async function end(...calls: readonly (readonly [string, Promise<string>])[]) {
    for (const [name, answer] of calls) {
      await turn()
      open.get(name)?.()
      await answer
    }
  }
  return { call, end, begun, gate }
}

describe('shops', () => {
  test('take turns, however much one of them asks for', async () => {
    const { call, end, begun } = aGate()
    const names = ['mugs 1', 'mugs 2', 'mugs 3', 'lamps 1', 'rugs 1', 'mugs 4', 'lamps 2']
    const calls = new Map(names.map((name) => [name, call(name)]))
    const turns = ['mugs 1', 'mugs 2', 'lamps 1', 'rugs 1', 'mugs 3', 'lamps 2', 'mugs 4']
    for (const name of turns) await end([name, calls.get(name) ?? Promise.reject(new Error(name))])
    expect(begun).toEqual(turns)
  })

  test('are served at once, but no shop twice', async () => {
    const { call, end, begun } = aGate({ atOnce: 2, forOthers: 2 })
    const [first, second, third, fourth] = [call('mugs 1'), call('mugs 2'), call('lamps 1'), call('rugs 1')]
    await turn()
    expect(begun).toEqual(['mugs 1', 'lamps 1'])
    await end(['lamps 1', third], ['rugs 1', fourth])
    await turn()
    expect(begun).toEqual(['mugs 1', 'lamps 1', 'rugs 1'])
    await end(['mugs 1', first], ['mugs 2', second])
  })

  test('have several calls served at once, but not in the places that are kept for others', async () => {
    const { call, end, begun } = aGate({ atOnce: 4, forOthers: 2 })
    const names = ['mugs 1', 'mugs 2', 'mugs 3', 'lamps 1', 'lamps 2', 'rugs 1']
    const calls = new Map(names.map((name) => [name, call(name)]))
    const endOf = (name: string) => end([name, calls.get(name) ?? Promise.reject(new Error(name))])
    await turn()
    expect(begun).toEqual(['mugs 1', 'mugs 2', 'lamps 1', 'rugs 1'])
    await endOf('mugs 1')
    await endOf('rugs 1')
    expect(begun).toHaveLength(4)
    await endOf('lamps 1')
    await turn()
    expect(begun.slice(4)).toEqual(['mugs 3', 'lamps 2'])
    for (const name of ['mugs 2', 'mugs 3', 'lamps 2']) await endOf(name)
  })

  test('have so many calls waiting, which is no other shop’s business', async () => {
    const { call, end } = aGate()
    const running = call('mugs 1')
    const waiting = [call('mugs 2'), call('mugs 3'), call('mugs 4')]
    await expect(call('mugs 5')).rejects.toThrow(TooBusy)
    const lamps = call('lamps 1')
    await end(['mugs 1', running], ['mugs 2', waiting[0] ?? running], ['lamps 1', lamps])
  })

  test('make room for others where so many calls wait that no more can, those first that have the most', async () => {
    const { call, end } = aGate({ waitingPerShop: 10_000 })
    const running = call('mugs 0')
    const waiting = Array.from({ length: waitingAtMost }, (_, at) => call(`mugs ${at + 1}`))
    const lamps = call('lamps 1')
    await expect(waiting.at(-1)).rejects.toThrow(TooBusy)
    await expect(call('mugs more')).rejects.toThrow(TooBusy)
    await end(['mugs 0', running], ['mugs 1', waiting[0] ?? running], ['lamps 1', lamps])
  })
})

describe('a call', () => {
  test('that fails lets the next begin', async () => {
    const { call, end, gate } = aGate()
    const failing = gate('mugs', () => Promise.reject(new Error('no')))
    const next = call('mugs 2')
    await expect(failing).rejects.toThrow('no')
    await end(['mugs 2', next])
  })

  test('that nobody waits for leaves its place to others', async () => {
    const { call, end, begun } = aGate({ waitingPerShop: 1 })
    const running = call('mugs 1')
    const gone = new AbortController()
    const left = call('mugs 2', { signal: gone.signal })
    gone.abort()
    await expect(left).rejects.toThrow(TooBusy)
    await expect(call('mugs 3', { signal: gone.signal })).rejects.toThrow(TooBusy)
    const next = call('mugs 4')
    await end(['mugs 1', running], ['mugs 4', next])
    expect(begun).toEqual(['mugs 1', 'mugs 4'])
  })

  test('waits for so long, unless its answer has begun', async () => {
    const { call, end } = aGate({ waitMs: 1, waitingPerShop: 1 })
    const running = call('mugs 1')
    const begun = call('mugs 2', { isBegun: true })
    await expect(call('lamps 1')).rejects.toThrow('waited too long')
    const more = call('mugs 3', { isBegun: true })
    await end(['mugs 1', running], ['mugs 2', begun], ['mugs 3', more])
  })
})
