import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Each sample breaks one rule that the house leans on; lint must name it.
const samples = {
  noFloatingPromises: ['web/server/floating.ts', 'export async function save() {}\nsave()'],
  noMisusedPromises: ['web/server/misused.ts', 'export async function ok() {}\nif (ok()) ok().catch(Number)'],
  noExplicitAny: ['web/server/any.ts', 'export const a: any = 1'],
  noNonNullAssertion: ['web/server/sure.ts', 'export const a = (b: string | null) => b!.length'],
  noConsole: ['web/server/noisy.ts', 'console.log(1)'],
  noDefaultExport: ['web/server/default.ts', 'export default 1'],
  noEmptyBlockStatements: ['web/server/swallow.ts', `try {\n  JSON.parse('')\n} catch {}`],
  noBarrelFile: ['web/server/barrel.ts', `export { one } from './one.ts'`],
  noImportCycles: ['web/server/one.ts', `import { two } from './two.ts'\nexport const one: number = two`],
  useImportType: ['web/server/three.ts', `import { Four } from './four.ts'\nexport const three: Four = 1`],
  useFilenamingConvention: ['web/server/camelCase.ts', 'export const a = 1'],
  useNodejsImportProtocol: ['web/server/bare.ts', `import { join } from 'path'\nexport const a = join('b')`],
  noUndeclaredDependencies: ['web/server/stranger.ts', `import { a } from 'left-pad'\nexport const b = a`],
  noNodejsModules: ['web/domain/node.ts', `import { hash } from 'node:crypto'\nexport const a = hash`],
  noRestrictedGlobals: ['web/domain/global.ts', 'export const a = process'],
  noFocusedTests: ['test/domain/alone.test.ts', `test.only('a', () => {})`],
  noSkippedTests: ['test/domain/left-out.test.ts', `test.skip('a', () => {})`],
} as const

const companions = {
  'web/server/two.ts': `import { one } from './one.ts'\nexport const two: number = one`,
  'web/server/four.ts': 'export type Four = number',
  'web/server/clean.ts': 'export const clean = 1',
}

let said: string
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-lint-'))
  for (const file of ['biome.json', 'package.json', '.gitignore']) copyFileSync(file, join(folder, file))
  for (const [file, text] of [...Object.values(samples), ...Object.entries(companions)]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
  }
  const biome = resolve('node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off', '--max-diagnostics=none'], {
    cwd: folder,
    encoding: 'utf8',
  })
  said = stdout + stderr
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each(Object.entries(samples))('lint fails on %s', (rule, [file]) => {
  const complaints = said.split('\n').filter((line) => line.startsWith(file) && line.includes(`/${rule}`))
  expect(complaints.join('\n')).toMatch(rule)
})

test('lint has nothing to say about a clean file', () => {
  expect(said).not.toContain('web/server/clean.ts')
})
