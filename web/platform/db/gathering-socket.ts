import { Socket } from 'node:net'

/**
 * A connection that sends what is written at one go at once: each packet costs both ends more than what is in it. The driver writes
 * each statement by itself, also those that nobody waits for before the next.
 */
export class GatheringSocket extends Socket {
  #isGathering = false

  override write(...written: unknown[]): boolean {
    if (!this.#isGathering) {
      this.#isGathering = true
      this.cork()
      process.nextTick(() => {
        this.#isGathering = false
        this.uncork()
      })
    }
    return super.write(...(written as Parameters<Socket['write']>))
  }
}
