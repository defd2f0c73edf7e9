// Session tokens as the admin gives them to an embedded app: who is asking, signed with the app's secret, good for a
// minute.

import { jwtVerify, SignJWT } from 'jose'
import { clock } from '../clock.ts'

const LIFE_SECONDS = 60
const CLOCK_TOLERANCE_SECONDS = 10

export type AppCredentials = { readonly clientId: string; readonly clientSecret: string }

export async function signSessionToken(app: AppCredentials, shop: string): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  return new SignJWT({ dest: `https://${shop}`, sid: clock.newId() })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${shop}/admin`)
    .setAudience(app.clientId)
    .setSubject('1')
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .setJti(clock.newId())
    .sign(secretOf(app))
}

/** True when the token was signed for this app and this shop and is still good. */
export async function isSessionToken(app: AppCredentials, shop: string, token: string): Promise<boolean> {
  return jwtVerify(token, secretOf(app), {
    algorithms: ['HS256'],
    audience: app.clientId,
    issuer: `https://${shop}/admin`,
    currentDate: new Date(clock.now()),
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  }).then(
    ({ payload }) => payload['dest'] === `https://${shop}`,
    () => false,
  )
}

function secretOf(app: AppCredentials): Uint8Array {
  return new TextEncoder().encode(app.clientSecret)
}
