import { expect, it } from 'vitest'
import { createLog } from '../../web/server/log.ts'

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
