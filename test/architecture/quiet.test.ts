import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// A small project of its own, set up as ours is, whose tests do what ours may not.
const files = {
  'vitest.config.ts': `export default { test: { allowOnly: false, setupFiles: ['${resolve('test/support/quiet.ts')}'] } }`,
  'noisy.test.ts': `import { test } from 'vitest'\ntest('prints', () => console.warn('careful'))`,
  'alone.test.ts': `import { test } from 'vitest'\ntest.only('runs alone', () => {})`,
  'expected.test.ts': `import { expect, test, vi } from 'vitest'
    test('expects what it prints', () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      console.warn('careful')
      expect(warn).toHaveBeenCalledWith('careful')
    })`,
}

let said: string
let folder: string

beforeAll(() => {
  mkdirSync('node_modules/.cache', { recursive: true })
  folder = mkdtempSync('node_modules/.cache/quiet-')
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  const vitest = [resolve('node_modules/vitest/vitest.mjs'), 'run', '--reporter=verbose', '--no-color']
  const { stdout, stderr } = spawnSync(process.execPath, vitest, { cwd: folder, encoding: 'utf8' })
  said = stdout + stderr
})

afterAll(() => rmSync(folder, { recursive: true }))

test('a test that prints fails', () => {
  expect(said).toContain('× noisy.test.ts > prints')
})

test('a test that runs alone fails', () => {
  expect(said).toMatch(/alone\.test\.ts[\s\S]*only/)
  expect(said).not.toContain('✓ alone.test.ts')
})

test('a test that expects what is printed passes', () => {
  expect(said).toContain('✓ expected.test.ts > expects what it prints')
})
