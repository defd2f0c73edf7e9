import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium that browser tests start: the one CHROMIUM names, one of the machine's, or Playwright's own; null if there is none. */
export function findChromium(env: Record<string, string | undefined> = process.env): string | null {
  const named = env['CHROMIUM']
  if (named) return isExecutable(named) ? named : null
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...macApplications, chromium.executablePath()].find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  if (!existsSync(file)) return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A Chromium that asks nobody for anything but the pages it is told to open. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('There is no Chromium on this machine: name one in CHROMIUM.')
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quietly] })
}

const quietly = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
