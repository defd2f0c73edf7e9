import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, vi } from 'vitest'

/** The folder of the dashboard as merchants get it now, built once in a run: by the file that asks first, while others wait. */
export async function builtDashboard(): Promise<string> {
  const dist = join(inject('runFolder'), 'dashboard')
  const isBegun = await mkdir(`${dist}-begun`).then(
    () => false,
    () => true,
  )
  if (isBegun) {
    await vi.waitUntil(() => existsSync(dist), { timeout: 60_000, interval: 50 })
    return dist
  }
  const { build } = await import('vite')
  const outDir = `${dist}-unfinished`
  // Under a test's own NODE_ENV React would come with its warnings for developers, a third larger.
  vi.stubEnv('NODE_ENV', 'production')
  await build({ configFile: 'web/frontend/vite.config.ts', logLevel: 'silent', build: { outDir } })
  vi.unstubAllEnvs()
  await rename(outDir, dist)
  return dist
}
