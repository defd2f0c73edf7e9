import { describeMachine } from './machine.ts'
import type { BenchDatabase, Measurement } from './measurement.ts'
import { plainTable, type Report } from './report.ts'
import { duration, timed } from './statistics.ts'

type Run = {
  readonly measurements: readonly Measurement[]
  /** Of everything, so much is done: 1 is a full run. */
  readonly share: number
  readonly postgres: { readonly url: string; freshDatabase(): Promise<BenchDatabase> }
  say(text: string): void
}

/** Takes the measurements one after the other. Throws where one finds a wrong number rather than a slow one. */
export async function runBench({ measurements, share, postgres, say }: Run): Promise<Report> {
  const machine = await describeMachine(postgres.url)
  const results: Report['results'][number][] = []
  for (const measurement of measurements) {
    say(`${measurement.name} …`)
    const ms = await timed(async () => {
      const figures = await measurement.measure({ share, say, freshDatabase: postgres.freshDatabase })
      results.push({ measurement, figures })
    })
    say(`${plainTable(results.at(-1)?.figures ?? [])}\n(${duration(ms)})\n`)
  }
  return { day: new Date().toISOString().slice(0, 10), machine, results }
}
