import { execFile } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'

const production = {
  NODE_ENV: 'production',
  APP_URL: 'https://backline.example.com',
  DATABASE_URL: 'postgres://backline:word@127.0.0.1:1/backline',
  APP_DATABASE_URL: 'postgres://backline_app:word@127.0.0.1:1/backline',
  SHOPIFY_API_KEY: 'client-id',
  SHOPIFY_API_SECRET: 'shpss_0123456789abcdef0123456789abcdef',
  TOKEN_KEYS: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64'),
}

it('what is fetched and not built does not start, and says how it is built', async () => {
  const folder = join(inject('runFolder'), 'fetched')
  const generated = 'web/platform/db/generated'
  for (const part of ['package.json', 'shopify.app.toml', 'prisma', 'extensions/backorder-promise/locales']) {
    cpSync(part, join(folder, part), { recursive: true })
  }
  const left = [generated, 'web/frontend']
  cpSync('web', join(folder, 'web'), { recursive: true, filter: (path) => !left.includes(path) })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const started = (settings: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, ['web/app/main.ts'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...production, ...settings },
    })

  await expect(started()).rejects.toMatchObject({
    code: 1,
    stderr: 'The program has a fault:\n- It is not built: run "npm run build".\n',
  })
  cpSync(generated, join(folder, generated), { recursive: true })
  await expect(started()).rejects.toMatchObject({
    code: 1,
    stderr: 'The program has a fault:\n- The dashboard is not built: run "npm run build".\n',
  })
  // A worker shows no page, so it gets as far as the database.
  await expect(started({ ROLE: 'worker' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nothing answers at the address in DATABASE_URL'),
  })
})
