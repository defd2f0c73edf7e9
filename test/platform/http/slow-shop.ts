import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openApiDocument } from '../../../web/app/api/openapi-document.ts'
import { type Call, type Description, describedProcedures } from '../../app/isolation/described-calls.ts'
import { passedOn, signed } from '../../promises/page/a-proxied-request.ts'
import { asOwner, type FreshDatabase, freshDatabase, queryAsOwner } from '../../support/database/database.ts'
import { aWebApp, unhurried } from '../../support/running/web-app.ts'
import { deliver } from '../../support/running/web-process.ts'
import { secret } from '../../support/shopify/app-parts.ts'
import { sessionToken } from '../../support/shopify/session-tokens.ts'

export const quick = 'lamps.myshopify.com'

/** What is held up: whatever a slow shop asks of the database, or only what it asks for once it is let in. */
export const everything = 1
export const onceLetIn = 2

/** Shops called `slow…` wait for two locks; for one of them not where it is found out whether they may come in, which is asked through Prisma. */
const enterSlowly = `
  ALTER FUNCTION enter_shop(text) RENAME TO enter_any_shop;
  CREATE FUNCTION enter_shop(shop text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF shop LIKE 'slow%' THEN
      SET LOCAL lock_timeout TO 0;
      PERFORM pg_advisory_xact_lock_shared(${everything});
      IF current_query() LIKE 'BEGIN;%' THEN PERFORM pg_advisory_xact_lock_shared(${onceLetIn}); END IF;
    END IF;
    PERFORM enter_any_shop(shop);
  END
  $$;`

/** A call of each procedure of the API, with ids that are nobody's. */
export async function everyProcedure(): Promise<(readonly [string, Call])[]> {
  const procedures = describedProcedures((await openApiDocument()) as Description)
  const idFor = (name: string) => (name === 'email' ? 'orders@example.com' : '1')
  return procedures.flatMap(({ name, callsWith }) =>
    callsWith(idFor)
      .slice(0, 1)
      .map((call) => [name, call] as const),
  )
}

type Answer = { readonly status: number; readonly text: string; readonly headers: Headers }

/** Answers that are none: neither what was asked for nor words that say to ask again, and when. */
export function faultsOf(answers: readonly Answer[]): string[] {
  return answers
    .filter(({ status, text, headers }) => {
      const isToldToWait = status === 429 && headers.get('retry-after') === '5' && /again/.test(text)
      return !(status < 500 && (status !== 429 || isToldToWait))
    })
    .map(({ status, text }) => `${status}: ${text}`)
}

/** The app with a shop that is quick, and some whose statements wait for as long as a test holds them up. */
export async function slowShops(slow: readonly string[]) {
  const database: FreshDatabase = await freshDatabase()
  await asOwner(database.url, enterSlowly)
  await asOwner(database.url, 'insert into shop (shop_id) select unnest($1::text[])', [[quick, ...slow]])
  const dist = inject('runFolder')
  await writeFile(join(dist, 'index.html'), '<!doctype html><head></head>')
  const app = await aWebApp(database.url, { limits: { storefront: unhurried, expensive: unhurried }, dist })
  const { gate } = app.services.metrics

  /** Calls that are worked on or wait for their turn, by gate. */
  async function atGates(): Promise<Record<string, { running: number; waiting: number }>> {
    const [running, waiting] = await Promise.all([gate.running.get(), gate.waiting.get()])
    const of = (figures: typeof running, kind: unknown) =>
      figures.values.find(({ labels }) => labels.kind === kind)?.value ?? 0
    const kinds = new Set([...running.values, ...waiting.values].map(({ labels }) => String(labels.kind)))
    return Object.fromEntries(
      [...kinds].map((kind) => [kind, { running: of(running, kind), waiting: of(waiting, kind) }]),
    )
  }

  /** Connections that wait for a lock. */
  async function heldUp(): Promise<number> {
    const [row] = await queryAsOwner<{ count: number }>(
      database.url,
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return row?.count ?? 0
  }

  async function look(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    const reply = await fetch(`${app.url}${url}`, { headers })
    return { status: reply.status, text: await reply.text(), headers: reply.headers }
  }

  const headers = { 'content-type': 'application/json' }
  return {
    atGates,
    call: (shop: string, { method, path, body }: Call): Promise<Answer> =>
      app.ask(shop, path, { method, headers, ...(body !== null && { body }) }),
    get: (shop: string, path: string): Promise<Answer> => app.ask(shop, path),
    /** As one of its shoppers. */
    shop: (shop: string) => look(`/proxy?${signed(passedOn(shop))}`),
    open: async (shop: string) => look(`/?id_token=${await sessionToken(shop)}`, { accept: 'text/html' }),
    look,
    deliver: async (shop: string) => (await deliver(app.url, { shop, secret })).status,
    /** Makes the calls while a statement waits for a lock, and does `meanwhile` once all of them are at a gate or answered. */
    async whileHeldUp(lock: string, calls: readonly (() => Promise<Answer>)[], meanwhile: () => Promise<void>) {
      const holder = new pg.Client({ connectionString: database.url })
      await holder.connect()
      await holder.query(lock)
      let answered = 0
      const answers = Promise.all(
        calls.map(async (call) => {
          const answer = await call()
          answered += 1
          return answer
        }),
      )
      const areWaiting = async () => {
        const gates = Object.values(await atGates())
        const arrived = gates.reduce((sum, { running, waiting }) => sum + running + waiting, answered)
        return arrived === calls.length && (await heldUp()) > 0
      }
      try {
        while (!(await areWaiting())) await new Promise((resolve) => setImmediate(resolve))
        await meanwhile()
      } finally {
        await holder.end()
      }
      return await answers
    },
    /** What the quick shop, its shoppers, Shopify and the balancer are answered. */
    async others(): Promise<Record<string, number>> {
      const [api, page, delivery, ready] = await Promise.all([
        app.ask(quick, '/api/backorders'),
        look(`/proxy?${signed(passedOn(quick))}`),
        deliver(app.url, { shop: quick, secret }),
        look('/health/ready'),
      ])
      return { api: api.status, page: page.status, delivery: delivery.status, ready: ready.status }
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}
