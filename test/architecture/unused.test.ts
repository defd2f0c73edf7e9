import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// A small project under the rules of the real one.
const files = {
  'package.json': JSON.stringify({
    name: 'sample',
    type: 'module',
    dependencies: { pg: '8', react: '18', 'left-pad': '1' },
    devDependencies: { graphql: '16' },
  }),
  'web/app/main.ts': `import pg from 'pg'\nimport { start } from './start.ts'\nstart(pg)`,
  'web/app/start.ts': `import { parse } from 'graphql'
    export type Stopped = string
    export function start(pg: unknown): string { return String(pg) + parse('{ shop }') }
    export function restart() { return start(null) }`,
  'web/shop/left-over.ts': 'export const leftOver = 1',
  'web/frontend/src/main.tsx': `import { createElement } from 'react'\ncreateElement('p')`,
}

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-unused-'))
  copyFileSync('knip.config.ts', join(folder, 'knip.config.ts'))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What knip says of the small project: a heading for each kind, and below it what is of that kind. */
function said(...words: string[]): string[] {
  const knip = resolve('node_modules/knip/bin/knip.js')
  const all = [knip, '--no-config-hints', ...words]
  const { stdout } = spawnSync(process.execPath, all, { cwd: folder, encoding: 'utf8' })
  return stdout.trim().split('\n')
}

test('a file, an export, a type and a package that nobody imports are told', () => {
  expect(said()).toEqual([
    'Unused files (1)',
    expect.stringMatching(/^web\/shop\/left-over\.ts/),
    'Unused dependencies (1)',
    expect.stringMatching(/^left-pad /),
    'Unused exports (1)',
    expect.stringMatching(/^restart /),
    'Unused exported types (1)',
    expect.stringMatching(/^Stopped /),
  ])
})

test('a package that production installs for nothing is told, and one that it would miss', () => {
  expect(said('--production', '--strict', '--include=dependencies,unlisted,unresolved')).toEqual([
    'Unused dependencies (2)',
    expect.stringMatching(/^react /),
    expect.stringMatching(/^left-pad /),
    'Unlisted dependencies (1)',
    expect.stringMatching(/^graphql /),
  ])
})
