import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addSuppliers } from './add-suppliers.ts'
import type { DemoOptions } from './options.ts'
import { command, isSettled, isThere } from './simulator-client.ts'

type Place = { simulatorUrl: string; simulatorDir: string; signal: AbortSignal; say: (sentence: string) => void }

const daysAtStart = 3
const settleSeconds = 120

/** Opens the shop at the first start and replays its first days of orders; a start that was cut off is carried on. */
export async function fillShop({ shop, kind }: DemoOptions, place: Place): Promise<void> {
  const { simulatorUrl, simulatorDir, signal, say } = place
  const control = `${simulatorUrl}/control/${shop}`
  if (!(await isThere(`${control}/state`, signal))) {
    say(`Opening ${shop} and installing the app there.`)
    await command(`${simulatorUrl}/control/shops`, { shop, kind, plan: 'plus' }, signal)
  }
  if (kind === 'empty') return
  const replayed = dayCount(join(simulatorDir, `${shop}.days`))
  for (let day = replayed.read() + 1; day <= daysAtStart; day++) {
    say(`Replaying day ${day} of ${daysAtStart} of real retail orders, as signed webhooks.`)
    await command(`${control}/next-day`, {}, signal)
    if (!(await isSettled(control, settleSeconds, signal)))
      say('The app is still working it off; the numbers will follow.')
    if (day === 1) await addSuppliers(shop, place)
    replayed.write(day)
  }
}

function dayCount(file: string) {
  return {
    read: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0),
    write(days: number) {
      mkdirSync(join(file, '..'), { recursive: true })
      writeFileSync(file, String(days))
    },
  }
}
