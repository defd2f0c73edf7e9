import { setTimeout as pause } from 'node:timers/promises'

/**
 * Starts `count` pieces of work at an even rate, whether or not those before have ended, and answers how many
 * milliseconds each took, counted from when it was due: who is late because the one before was slow is late.
 */
export async function atPace(
  perSecond: number,
  count: number,
  work: (nth: number) => Promise<void>,
): Promise<number[]> {
  const tookMs: number[] = []
  const running: Promise<void>[] = []
  const start = performance.now()
  while (running.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - start) / 1_000) * perSecond) + 1)
    while (running.length < due) {
      const nth = running.length
      const dueAt = start + (nth / perSecond) * 1_000
      running.push(work(nth).then(() => void tookMs.push(performance.now() - dueAt)))
    }
    await pause(1)
  }
  await Promise.all(running)
  return tookMs
}

/** Keeps so many pieces of work going at a time. */
export async function allAtOnce(atOnce: number, count: number, work: (nth: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      next += 1
      await work(next - 1)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
