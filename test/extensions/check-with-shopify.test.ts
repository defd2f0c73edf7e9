import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkWithShopify, type ShopifyCheck } from '../../scripts/check/check-with-shopify.ts'
import { extensionFolder } from './a-storefront.ts'

const block = 'extensions/backorder-promise/blocks/cart-promise.liquid'

describe("Shopify's own checks, without the internet,", () => {
  test.each(['doctor', 'build'] as const)('find no fault with the app (%s)', async (check) => {
    const { code, output } = await run(check, anApp())
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.not.stringMatching(/FetchError|ENOTFOUND|ECONNREFUSED/),
    })
  })

  test.each([
    ['what a shopper typed, put into a script', block, '{{ item.quantity | json }}', '{{ item.quantity }}'],
    ['a setting of the merchant that is not escaped', block, ' | escape }}', ' }}'],
  ])('see %s', async (_, file, from, to) => {
    const app = anApp()
    const text = readFileSync(join(app, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(app, file), text.replaceAll(from, to))
    expect(await run('doctor', app)).toEqual({ code: 1, output: expect.stringContaining(file) })
  })

  test('see a file with secrets that git keeps', async () => {
    const app = anApp()
    writeFileSync(join(app, '.env'), 'SHOPIFY_API_SECRET=hush\n')
    expect(await run('doctor', app)).toEqual({ code: 1, output: expect.stringContaining('COMMITTED_SECRET') })
  })

  test('see a manifest that Shopify would not take', async () => {
    const app = anApp()
    const manifest = readFileSync(join(app, 'shopify.app.toml'), 'utf8')
    writeFileSync(join(app, 'shopify.app.toml'), manifest.replace('embedded = true', 'embedded = "yes"'))
    expect(await run('build', app)).toEqual({ code: 1, output: expect.stringContaining('embedded') })
  })
})

/** A repository with what Shopify takes of this one. */
function anApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync('shopify.app.toml', join(folder, 'shopify.app.toml'))
  cpSync(extensionFolder, join(folder, 'extensions/backorder-promise'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "backline", "private": true }\n')
  return folder
}

function run(check: ShopifyCheck, folder: string) {
  const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { stdio: 'pipe' })
  git('init', '--quiet')
  git('add', '--all')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'All')
  return checkWithShopify(check, folder, process.env['PATH'])
}
