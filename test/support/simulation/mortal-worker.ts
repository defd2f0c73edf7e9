import { createServices, forLanes } from '../../../web/app/create-services.ts'
import type { Config } from '../../../web/platform/config.ts'
import type { AppPool } from '../../../web/platform/db/client.ts'
import type { Failpoint } from '../../../web/platform/failpoints.ts'
import type { Services } from '../../../web/platform/services.ts'
import type { ControlledClock } from './controlled-clock.ts'

export type MortalWorker = {
  readonly services: Services
  dieAt(point: Failpoint, times: number): void
  isDead(): boolean
  close(): Promise<void>
}

class Killed extends Error {
  override name = 'Killed'
}

/** How long a call to Shopify takes. */
const callMs = 40

/**
 * What a worker works with, until it dies: from then on nothing that it does reaches the database or anybody else. Its calls
 * take time, and one is made after the other.
 */
export function hireWorker({
  clock,
  config,
  databaseUrl,
}: {
  readonly clock: ControlledClock
  readonly config: Config
  readonly databaseUrl: string
}): MortalWorker {
  const requests = createServices(config, databaseUrl)
  const lanes = forLanes(requests)
  let death: { point: Failpoint; times: number } | null = null
  let isDead = false
  let calling: Promise<unknown> = Promise.resolve()

  function live(): void {
    if (isDead) throw new Killed('the worker is dead')
  }
  function oneAfterTheOther<T>(call: () => Promise<T>): Promise<T> {
    const answer = calling.then(async () => {
      live()
      await clock.pass(callMs)
      const said = await call()
      live()
      return said
    })
    calling = answer.catch(() => undefined)
    return answer
  }

  const { admin, mailer, db } = lanes
  const pool: AppPool = Object.create(db.pool, {
    connect: {
      value: (...given: Parameters<AppPool['connect']>) => {
        live()
        return db.pool.connect(...given)
      },
    },
  })
  return {
    services: {
      ...lanes,
      db: { ...db, pool },
      admin: { ...admin, run: (...call) => oneAfterTheOther(() => admin.run(...call)) },
      mailer: { ...mailer, send: (...mail) => oneAfterTheOther(() => mailer.send(...mail)) },
      failpoint(reached) {
        if (death?.point !== reached) return
        death.times -= 1
        if (death.times > 0) return
        death = null
        isDead = true
        throw new Killed(reached)
      },
    },
    dieAt(point, times) {
      death = { point, times }
    },
    isDead: () => isDead,
    async close() {
      await lanes.db.close()
      await requests.db.close()
      requests.mailer.close()
    },
  }
}
