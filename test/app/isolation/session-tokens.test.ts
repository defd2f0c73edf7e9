import { generateKeyPairSync } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwner, type FreshDatabase, freshDatabase } from '../../support/database/database.ts'
import { aWebApp } from '../../support/running/web-app.ts'
import { apiKey, previousSecret, secret } from '../../support/shopify/app-parts.ts'

const shop = 'mugs.myshopify.com'
const other = 'hats.myshopify.com'

let fresh: FreshDatabase
let app: Awaited<ReturnType<typeof aWebApp>>

beforeAll(async () => {
  fresh = await freshDatabase()
  app = await aWebApp(fresh.url)
  await asOwner(fresh.url, 'insert into shop (shop_id) values ($1), ($2)', [shop, other])
})
afterAll(async () => {
  await app.close()
  await fresh.drop()
})

const now = () => Math.floor(Date.now() / 1000)

function claims(said: Record<string, unknown> = {}) {
  const times = { iat: now(), nbf: now(), exp: now() + 60 }
  return {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: '1',
    jti: 'j',
    sid: 's',
    ...times,
    ...said,
  }
}

const bytes = (text: string) => new TextEncoder().encode(text)
const signed = (said: Record<string, unknown> = {}, alg = 'HS256', key = secret) =>
  new SignJWT(claims(said)).setProtectedHeader({ alg, typ: 'JWT' }).sign(bytes(key))

const statusWith = async (token: string) =>
  (await fetch(`${app.url}/api/shop`, { headers: { authorization: `Bearer ${token}` } })).status

async function withRsa(): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)
}

/** The same signature over other claims. */
async function tampered(): Promise<string> {
  const [header, , signature] = (await signed()).split('.')
  const forged = Buffer.from(JSON.stringify(claims({ dest: `https://${other}`, iss: `https://${other}/admin` })))
  return [header, forged.toString('base64url'), signature].join('.')
}

describe('a session token', () => {
  it.each([
    ['of now', {}],
    ['of a clock a few seconds ahead', { iat: now() + 5, nbf: now() + 5 }],
  ])('%s is let in', async (_what, said) => {
    expect(await statusWith(await signed(said))).toBe(200)
  })

  it('signed with the secret that is being replaced is let in', async () => {
    expect(await statusWith(await signed({}, 'HS256', previousSecret))).toBe(200)
  })

  it.each<[string, () => string | Promise<string>]>([
    ['that expired', () => signed({ iat: now() - 120, nbf: now() - 120, exp: now() - 60 })],
    ['that never expires', () => signed({ exp: undefined })],
    ['that is not valid yet', () => signed({ nbf: now() + 60 })],
    ['for another app', () => signed({ aud: 'another-app' })],
    ['for several apps', () => signed({ aud: [apiKey, 'another-app'] })],
    ['for no app', () => signed({ aud: undefined })],
    ['signed with another secret', () => signed({}, 'HS256', 'some-other-secret-some-other-secret')],
    ['signed with the public key as its secret', () => signed({}, 'HS256', apiKey)],
    ['signed in another way', () => signed({}, 'HS512')],
    ['signed with a key of its own', withRsa],
    ['that nobody signed', () => new UnsecuredJWT(claims()).encode()],
    ['that was changed after it was signed', tampered],
    ['issued by one shop for another', () => signed({ dest: `https://${other}` })],
    ['issued by somebody who is no shop', () => signed({ iss: 'https://evil.example.com/admin' })],
    ['that names no issuer', () => signed({ iss: undefined })],
    ['that names no shop', () => signed({ dest: undefined })],
    ['for a shop elsewhere', () => signed({ dest: 'https://evil.example.com', iss: 'https://evil.example.com/admin' })],
    ['that does not say when it was issued', () => signed({ iat: undefined })],
    ['without its signature', async () => (await signed()).replace(/[^.]*$/, '')],
    ['that is empty', () => '.'],
  ])('%s is turned away with 401', async (_what, token) => {
    expect(await statusWith(await token())).toBe(401)
  })

  it.each([
    ['in the address', `?shop=${other}`],
    ['in the address, as a token', '?id_token='],
  ])('is not looked for %s', async (_where, query) => {
    const token = query.endsWith('=') ? await signed() : ''
    expect((await fetch(`${app.url}/api/shop${query}${token}`)).status).toBe(401)
  })
})
