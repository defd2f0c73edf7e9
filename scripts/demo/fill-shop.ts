import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoOptions } from './options.ts'
import { command } from './simulator-client.ts'

type Place = { simulatorUrl: string; simulatorDir: string; signal: AbortSignal; say: (sentence: string) => void }

const daysAtStart = 3
const settleSeconds = 120

/** Opens the shop at the first start and replays its first days of orders; carries on where an earlier start was cut off. */
export async function fillShop({ shop, kind }: DemoOptions, place: Place): Promise<void> {
  const { simulatorUrl, simulatorDir, signal, say } = place
  const notes = join(simulatorDir, `${shop}.days`)
  const replayed = existsSync(notes) ? Number(readFileSync(notes, 'utf8')) : null
  const note = (days: number) => {
    mkdirSync(simulatorDir, { recursive: true })
    writeFileSync(notes, String(days))
  }
  const control = `${simulatorUrl}/control`
  if (replayed === null) {
    say(`Opening ${shop} and installing the app there.`)
    await command(`${control}/shops`, { shop, kind, plan: 'standard' }, signal)
    note(0)
  }
  if (kind !== 'retail') return
  for (let day = (replayed ?? 0) + 1; day <= daysAtStart; day++) {
    say(`Replaying day ${day} of ${daysAtStart} of real retail orders, through signed webhooks.`)
    await command(`${control}/${shop}/next-day`, {}, signal)
    note(day)
  }
  if (replayed === daysAtStart) return
  await command(`${control}/${shop}/settle`, { timeoutSeconds: settleSeconds }, signal)
}
