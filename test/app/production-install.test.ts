import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, inject, it, onTestFinished } from 'vitest'
import { freePort } from '../../scripts/demo/free-port.ts'
import { freshDatabase } from '../support/database/database.ts'
import { until } from '../support/running/app-process.ts'

type Package = { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }

const secret = 'shpss_0123456789abcdef0123456789abcdef'

/** A folder with what the Dockerfile copies into the image and with the packages of `npm ci --omit=dev --omit=optional`. */
function image(): string {
  const folder = mkdtempSync(join(inject('runFolder'), 'image-'))
  for (const { from, to } of copies()) place(from, join(folder, to))
  const { packages }: { packages: Record<string, Package> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const installed = Object.entries(packages).filter(([, about]) => !(about.dev || about.optional || about.devOptional))
  // Packages within packages come with these.
  const names = installed.map(([path]) => path).filter((path) => path.split('node_modules/').length === 2)
  for (const name of names) place(name, join(folder, name))
  return folder
}

/** What its last stage takes of the project's own files. */
function copies(): { from: string; to: string }[] {
  const [stage = ''] = readFileSync('Dockerfile', 'utf8')
    .split(/^FROM /m)
    .slice(-1)
  const ours = [...stage.matchAll(/^COPY (?!--from=packages)(?:--from=build )?(.+) (\S+)$/gm)]
  return ours.flatMap(([, sources = '', target = '']) =>
    sources.split(' ').map((source) => {
      const from = source.replace(/^\/app\//, '')
      return { from, to: target === './' ? from : target }
    }),
  )
}

function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(resolve(from), to)
}

it('what the image holds starts, shows the dashboard and hears Shopify', async () => {
  const { url, appUrl } = await freshDatabase()
  const port = String(await freePort())
  // A link is taken for the folder it stands for, so that nothing is found that is only beside the real one.
  const app = spawn(process.execPath, ['--preserve-symlinks', '--preserve-symlinks-main', 'web/app/main.ts'], {
    cwd: image(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'production', HOST: '127.0.0.1', PORT: port, LOG_LEVEL: 'fatal' },
      ...{ APP_URL: 'https://backline.example.com', SHOPIFY_API_KEY: 'client-id', SHOPIFY_API_SECRET: secret },
      ...{ DATABASE_URL: url, APP_DATABASE_URL: appUrl },
      TOKEN_KEYS: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64'),
    },
  })
  const said = Promise.all([text(app.stdout), text(app.stderr)])
  onTestFinished(() => void app.kill('SIGKILL'))
  const origin = `http://127.0.0.1:${port}`
  await until(async () => {
    if (app.exitCode !== null) throw new Error(`it ended: ${(await said).join('')}`)
    return (await fetch(`${origin}/health/ready`).catch(() => null))?.ok === true
  })
  const page = await fetch(`${origin}/?shop=mugs.myshopify.com`, { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('<div id="app">')
  const unsigned = await fetch(`${origin}/webhooks`, { method: 'POST', body: '{}' })
  expect(unsigned.status).toBe(401)
})
