import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBackorder, record } from '../../backorders/some-backorders.ts'
import { asOwner, type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { type Description, describedProcedures, type IdFor, type Procedure } from './described-calls.ts'
import { everythingOf, fillTables, idNamed, idsOf, markOf } from './filled-tables.ts'

const mugs = 'mugs.myshopify.com'
const hats = 'hats.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
let procedures: Procedure[]
/** Each id of the shop’s in its own place, and every id for everything. */
let ways: IdFor[]

beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await fillTables(fresh.url, mugs)
  await record(fresh.url, [aBackorder({ shop: mugs, title: markOf(mugs), orderName: markOf(mugs) })])
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1)', [hats])
  const ids = await idsOf(fresh.url, mugs)
  ways = [...inTheirPlaces(mugs), ...ids.map((id) => () => id)]
  const described = await fetch(`${app.url}/api/openapi.json`)
  procedures = describedProcedures((await described.json()) as Description)
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})

/** Rows of a table differ in what the words of their columns say, the state above all. */
const rowsAtMost = 8
let texts = 0

function inTheirPlaces(shop: string): IdFor[] {
  return Array.from({ length: rowsAtMost }, (_, row) => (name) => idNamed(shop, name, row) ?? `text ${++texts}`)
}

const headers = { 'content-type': 'application/json' }

async function callAs(shop: string, procedure: Procedure, idFors: readonly IdFor[]) {
  const calls = idFors.flatMap((idFor) => procedure.callsWith(idFor))
  const different = [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()]
  const answers = []
  for (let at = 0; at < different.length; at += 20) {
    const some = different.slice(at, at + 20).map(async ({ method, path, body }) => {
      const answer = await app.ask(shop, path, { method, headers, ...(body !== null && { body }) })
      return { ...answer, called: `${method} ${path} ${body ?? ''}` }
    })
    answers.push(...(await Promise.all(some)))
  }
  return answers
}

// The list comes from the contract: a procedure that is added to it is called here without anybody thinking of it.
describe('every procedure of the API', () => {
  it('gives another shop’s token nothing for any id of the shop’s, changes nothing, and never fails', async () => {
    const before = await everythingOf(fresh.url, mugs)
    expect(ways.length).toBeGreaterThan(20)
    for (const procedure of procedures) {
      for (const { status, text, called } of await callAs(hats, procedure, ways)) {
        expect(status, `${called}: ${text}`).toBeLessThan(500)
        expect(text, called).not.toContain(markOf(mugs))
        expect(text, called).not.toContain(mugs)
      }
    }
    expect(await everythingOf(fresh.url, mugs)).toEqual(before)
  })

  it('asks for a session token', async () => {
    for (const procedure of procedures) {
      for (const { method, path } of procedure.callsWith(() => '1')) {
        const { status } = await fetch(app.url + path, { method })
        expect(status, procedure.name).toBe(401)
      }
    }
  })

  it('works for the shop itself when called in the same way, so the calls above were real ones', async () => {
    expect(procedures.length).toBeGreaterThanOrEqual(3)
    for (const [at, procedure] of procedures.entries()) {
      const shop = `mugs-${at}.myshopify.com`
      await fillTables(fresh.url, shop)
      let works = false
      for (const idFor of inTheirPlaces(shop)) {
        works ||= (await callAs(shop, procedure, [idFor])).some(({ status }) => status === 200)
        if (works) break
      }
      expect(works, procedure.name).toBe(true)
    }
  })
})
