import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Each sample breaks one rule that the house leans on; lint must name it.
const samples = {
  noFloatingPromises: ['web/shop/floating.ts', 'export async function save() {}\nsave()'],
  noMisusedPromises: ['web/shop/misused.ts', 'export async function ok() {}\nif (ok()) ok().catch(Number)'],
  noExplicitAny: ['web/shop/any.ts', 'export const a: any = 1'],
  noNonNullAssertion: ['web/shop/sure.ts', 'export const a = (b: string | null) => b!.length'],
  noConsole: ['web/shop/noisy.ts', 'console.log(1)'],
  noDefaultExport: ['web/shop/default.ts', 'export default 1'],
  noEmptyBlockStatements: ['web/shop/swallow.ts', `try {\n  JSON.parse('')\n} catch {}`],
  noBarrelFile: ['web/shop/barrel.ts', `export { one } from './one.ts'`],
  noImportCycles: ['web/shop/one.ts', `import { two } from './two.ts'\nexport const one: number = two`],
  useImportType: ['web/shop/three.ts', `import { Four } from './four.ts'\nexport const three: Four = 1`],
  useFilenamingConvention: ['web/shop/camelCase.ts', 'export const a = 1'],
  useNodejsImportProtocol: ['web/shop/bare.ts', `import { join } from 'path'\nexport const a = join('b')`],
  noUndeclaredDependencies: ['web/shop/stranger.ts', `import { a } from 'left-pad'\nexport const b = a`],
  noNodejsModules: ['web/shop/rules/node.ts', `import { hash } from 'node:crypto'\nexport const a = hash`],
  noRestrictedGlobals: ['web/shop/rules/global.ts', 'export const a = process'],
  noFocusedTests: ['test/shop/alone.test.ts', `test.only('a', () => {})`],
  noSkippedTests: ['test/shop/left-out.test.ts', `test.skip('a', () => {})`],
} as const

const companions = {
  'web/shop/two.ts': `import { one } from './one.ts'\nexport const two: number = one`,
  'web/shop/four.ts': 'export type Four = number',
  'web/shop/clean.ts': 'export const clean = 1',
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
  expect(said).not.toContain('web/shop/clean.ts')
})
