import { expect, it } from 'vitest'
import { createLog } from '../../web/platform/log.ts'

function written(fields: object): string {
  const lines: string[] = []
  createLog({ logLevel: 'info' }, { write: (line) => void lines.push(line) }).info(fields, 'said')
  return lines.join('')
}

it('a line says which shop, delivery and job it is about', () => {
  const line = written({ shop: 'mugs.myshopify.com', delivery: '1', job: 'drain-shop' })
  expect(JSON.parse(line)).toMatchObject({ shop: 'mugs.myshopify.com', delivery: '1', job: 'drain-shop', msg: 'said' })
})

it.each([
  ['a token', { token: 'hunter2' }],
  ['a header', { req: { headers: { authorization: 'Bearer hunter2' } } }],
  ['a session', { session: { accessToken: 'hunter2', refreshToken: 'hunter2' } }],
  [
    'the details of an error',
    { err: Object.assign(new Error('no'), { details: { body: { client_secret: 'hunter2' } } }) },
  ],
])('a line never holds a secret: %s', (_, fields) => {
  expect(written(fields)).not.toContain('hunter2')
})

it.each([
  ['what the database was given', { severity: 'ERROR', code: '22P02', detail: 'Key (name)=(hunter2) exists.' }],
  ['the answer that a library was given', { response: { body: { errors: 'hunter2' } } }],
  ['what it was called with', { cause: Object.assign(new Error('deeper'), { input: 'hunter2' }) }],
])('of an error nothing is told beyond what went wrong: not %s', (_, more) => {
  const told = written({
    err: Object.assign(new Error('invalid input syntax: "hunter2"'), { severity: 'ERROR' }, more),
  })
  expect(told).not.toContain('hunter2')
  expect(JSON.parse(told)).toMatchObject({ err: { message: 'invalid input syntax: …', stack: expect.any(String) } })
})

it('a token inside of a sentence is left out of it', () => {
  const err = new Error('could not use shpat_0123456789abcdef nor eyJhbGciOiJIUzI1NiJ9.eyJkZXN0Ijoi.c2ln')
  expect(JSON.parse(written({ err })).err.message).toBe('could not use … nor …')
})
