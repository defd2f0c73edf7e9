import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyProxied } from '../../web/promises/page/verify-proxied.ts'
import { ask, passedOn, signatureOf, signed } from '../promises/page/a-proxied-request.ts'
import { type FreshDatabase, freshDatabase, queryAsOwner } from '../support/database/database.ts'
import { aWebApp } from '../support/running/web-app.ts'
import { secret } from '../support/shopify/app-parts.ts'

const shop = 'mugs.myshopify.com'
let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>
beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await queryAsOwner(fresh.url, 'insert into shop (shop_id) values ($1)', [shop])
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})

const letters = [...'abpsth=&%+[]_.,-0129fF?#;/ \u00e9\u0000']
const query = fc
  .array(fc.constantFrom(...letters, 'shop', 'signature=', 'timestamp=', '%73', '%ff'))
  .map((all) => all.join(''))
const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('__proto__', 'page', 'vendor', 'collection', 'a[]'),
)
const ours = new Set(['shop', 'path_prefix', 'timestamp', 'logged_in_customer_id', 'signature'])
const asked = fc
  .array(fc.tuple(names, fc.string({ unit: 'grapheme', maxLength: 20 })), { maxLength: 6 })
  .map((pairs) => pairs.filter(([name]) => !ours.has(name)))

it('whatever an address says, it is let in only if it is signed', () => {
  fc.assert(
    fc.property(query, (text) => {
      expect(verifyProxied([secret], text, Date.now())).toMatchObject({ ok: false })
    }),
    { numRuns: 5_000 },
  )
})

it('whatever shoppers ask, it is let in as Shopify signs it, and understood', () => {
  fc.assert(
    fc.property(asked, (pairs) => {
      const verdict = verifyProxied([secret], signed(passedOn(shop, pairs)), Date.now())
      expect(verdict).toMatchObject({ ok: true, shop })
      const first = new Map(pairs.toReversed())
      if (verdict.ok) expect(verdict.asked).toEqual(first)
    }),
    { numRuns: 2_000 },
  )
})

it('one sign of a signed address replaced by another, and it is let in no more', () => {
  const place = fc.record({
    pairs: asked,
    at: fc.nat(),
    by: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz&=%'),
  })
  fc.assert(
    fc.property(place, ({ pairs, at, by }) => {
      const whole = signed(passedOn(shop, pairs))
      const changed = `${whole.slice(0, at % whole.length)}${by}${whole.slice((at % whole.length) + 1)}`
      const [before, after] = [whole, changed].map((text) => verifyProxied([secret], text, Date.now()))
      // There is more than one way to write the same.
      if (after?.ok) expect(after).toEqual(before)
      else expect(decoded(changed)).not.toBe(decoded(whole))
    }),
    { numRuns: 5_000 },
  )
})

it('whatever an address says, nothing fails', async () => {
  const address = fc.oneof(
    query.map((text) => text.replaceAll(/[^!-~]|#/g, '%20')),
    asked.map((pairs) => signed(passedOn(shop, pairs))),
    asked.map((pairs) => `${signed(passedOn(shop, pairs))}&signature=${signatureOf(pairs)}`),
  )
  await fc.assert(
    fc.asyncProperty(address, async (text) => {
      const { status } = await ask(app.port, `/proxy?${text}`)
      expect([200, 401, 404]).toContain(status)
    }),
    { numRuns: 300 },
  )
})

function decoded(text: string): string {
  const pairs = text.split('&').map((pair) => pair.split('=').map(unescaped))
  return JSON.stringify(pairs)
}

function unescaped(part: string): string {
  return part
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}
