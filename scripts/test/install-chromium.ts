import { spawnSync } from 'node:child_process'
import { findChromium } from '../../test/support/chromium.ts'

type Way = { name: string; isOpen: () => boolean; commands: [string, ...string[]][] }

const ways: Way[] = [
  {
    name: 'apt-get',
    isOpen: () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0,
    commands: [
      ['apt-get', 'update', '-qq'],
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    ],
  },
  {
    name: "Playwright's download",
    isOpen: () => true,
    commands: [[process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium']],
  },
]

/** Brings in a Chromium for the browser tests where it may, and says in one sentence what came of it. */
export function installChromium(): string {
  console.log('No Chromium was found: installing one for the browser tests.')
  for (const way of ways.filter(({ isOpen }) => isOpen())) {
    for (const [command, ...args] of way.commands) {
      spawnSync(command, args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    }
    if (findChromium() !== null) return `Installed Chromium with ${way.name}.`
  }
  return 'Chromium could not be installed, so the browser tests will fail. Install chromium or google-chrome, or name one in CHROMIUM.'
}
