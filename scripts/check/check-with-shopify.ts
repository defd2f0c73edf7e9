// Part of `npm run check`: what Shopify's own command line says of the app, without an account and without the internet.
//   node scripts/check/check-with-shopify.ts doctor   the security rules that its reviewers run
//   node scripts/check/check-with-shopify.ts build    the extensions and the app's files as a release would take them
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runCommand } from '../run-command.ts'

const root = join(import.meta.dirname, '../..')
const commandLine = join(root, 'node_modules/@shopify/cli')
const patienceMs = 180_000

const wordsOf = {
  doctor: ['app', 'doctor', '--blocking', 'medium', '--skip-instructions'],
  build: ['app', 'build', '--skip-dependencies-installation'],
} as const

export type ShopifyCheck = keyof typeof wordsOf

/** Runs one of its checks over a folder with a shopify.app.toml. The folder must be of a git repository. */
export async function checkWithShopify(
  check: ShopifyCheck,
  folder: string,
  path: string | undefined,
): Promise<{ code: number; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'backline-shopify-'))
  try {
    const args = [join(commandLine, 'bin/run.js'), ...wordsOf[check], '--path', folder]
    const env = prepareHome(home, path)
    return await runCommand(process.execPath, args, 'pipe', { cwd: folder, env, timeout: patienceMs })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/**
 * An environment in which it asks nobody anything: neither for news (`CI`), nor for a newer version of itself (the answer
 * is there), nor for faults of packages (of all programs it finds only git and Node).
 */
function prepareHome(home: string, path: string | undefined): Record<string, string> {
  const { version } = JSON.parse(readFileSync(join(commandLine, 'package.json'), 'utf8'))
  const newest = { value: version, timestamp: Date.now() }
  const settings = { autoUpgradeEnabled: false, cache: { 'npm-package-@shopify/cli': newest } }
  const name = 'shopify-cli-kit-nodejs'
  for (const place of [join('.config', name), join('Library', 'Preferences', name)]) {
    mkdirSync(join(home, place), { recursive: true })
    writeFileSync(join(home, place, 'config.json'), JSON.stringify(settings))
  }
  const programs = join(home, 'bin')
  mkdirSync(programs)
  const git = (path ?? '')
    .split(delimiter)
    .map((place) => join(place, 'git'))
    .find((file) => existsSync(file))
  if (git !== undefined) symlinkSync(git, join(programs, 'git'))
  symlinkSync(process.execPath, join(programs, 'node'))
  return { HOME: home, PATH: programs, CI: '1', NO_COLOR: '1', TERM: 'dumb', SHOPIFY_CLI_NO_ANALYTICS: '1' }
}

if (import.meta.main) {
  const [check] = process.argv.slice(2)
  if (check !== 'doctor' && check !== 'build') throw new Error('Say which check: doctor or build.')
  const { code, output } = await checkWithShopify(check, root, process.env['PATH'])
  process.stdout.write(output)
  process.exitCode = code
}
