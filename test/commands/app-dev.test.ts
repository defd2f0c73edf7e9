import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parse } from 'smol-toml'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '../../scripts/demo/free-port.ts'
import { freshDatabase } from '../support/database/database.ts'
import { until } from '../support/running/app-process.ts'

const Web = z.object({ roles: z.array(z.string()), webhooks_path: z.string(), commands: z.object({ dev: z.string() }) })

const file = 'web/shopify.web.toml'
const web = Web.parse(parse(readFileSync(file, 'utf8')))
const tunnel = 'https://some-words.trycloudflare.com'

/** Starts the app as the command line does: in the file's folder, with its variables, behind its tunnel. */
async function start(): Promise<string> {
  const port = String(await freePort())
  const { url: databaseUrl } = await freshDatabase()
  const [command = '', ...words] = web.commands.dev.split(' ')
  const app = spawn(command, words, {
    cwd: dirname(file),
    detached: true,
    stdio: 'ignore',
    env: {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
      ...{ SHOPIFY_API_KEY: 'client-id', SHOPIFY_API_SECRET: 'client-secret', SCOPES: 'read_orders' },
      ...{ HOST: tunnel, APP_URL: tunnel, NODE_ENV: 'development', APP_ENV: 'development' },
      ...{ PORT: port, SERVER_PORT: port, FRONTEND_PORT: port, BACKEND_PORT: String(await freePort()) },
    },
  })
  onTestFinished(async () => {
    if (app.exitCode !== null || app.pid === undefined) return
    const gone = once(app, 'close')
    process.kill(-app.pid, 'SIGTERM')
    await gone
  })
  const origin = `http://localhost:${port}`
  await until(async () => {
    if (app.exitCode !== null) throw new Error(`the app ended with ${app.exitCode}`)
    return (await fetch(`${origin}/health/ready`).catch(() => null))?.ok === true
  })
  return origin
}

test("Shopify's command line runs an app that answers where it is asked, under the id it is given", async () => {
  const origin = await start()
  const page = await fetch(`${origin}/?shop=empty.myshopify.com`, { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('client-id')
  expect(page.headers.get('content-security-policy')).toContain('https://empty.myshopify.com')
  const unsigned = await fetch(`${origin}${web.webhooks_path}`, { method: 'POST', body: '{}' })
  expect(unsigned.status).toBe(401)
  expect(web.roles).toEqual(['backend', 'frontend'])
})
