// npm test: brings in a Chromium and a PgBouncer if there is none, runs every test, and ends with one plain line for people and for CI.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '../test/support/chromium.ts'
import { findPgBouncer } from '../test/support/find-pgbouncer.ts'
import { runCommand } from './run-command.ts'
import { countTests } from './test/count-tests.ts'
import { installChromium } from './test/install-chromium.ts'
import { installPgBouncer } from './test/install-pgbouncer.ts'

const folder = mkdtempSync(join(tmpdir(), 'backline-test-'))
const report = join(folder, 'report.json')
const vitest = ['node_modules/vitest/vitest.mjs', 'run']
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

if (findChromium() === null) console.log(installChromium())
if (findPgBouncer() === null) console.log(installPgBouncer())
const { code } = await runCommand(process.execPath, [...vitest, ...reporters, ...process.argv.slice(2)], 'inherit')
const { passed, failed } = countTests(readReport(), code)
rmSync(folder, { recursive: true, force: true })

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 && code === 0 ? 0 : 1)

function readReport(): unknown {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return null
  }
}
