import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findChromium } from '../support/chromium.ts'

let folder: string
let browser: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-browser-'))
  browser = join(folder, 'google-chrome')
  writeFileSync(browser, '')
  chmodSync(browser, 0o755)
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the browser of the tests', () => {
  test('is the one that CHROMIUM names', () => {
    expect(findChromium({ CHROMIUM: browser, PATH: '' })).toBe(browser)
  })

  test('is the one of the machine', () => {
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(browser)
  })

  test('is none where CHROMIUM names nothing that runs', () => {
    chmodSync(browser, 0o644)
    expect(findChromium({ CHROMIUM: browser, PATH: '' })).toBeNull()
  })
})
