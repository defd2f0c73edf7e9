import { adminOperations, bulkQueries } from '../../../scripts/admin-schema/admin-operations.ts'
import { askForToken, drive, SHOP, secrets } from '../simulator-floor.ts'

const root = new URL('../../..', import.meta.url).pathname
const texts = new Map([...adminOperations(root), ...bulkQueries(root)].map(({ file, text }) => [file, text]))

type Reply = ReturnType<typeof JSON.parse>

/** The text of an operation or bulk query of the app, by its file name. */
export function textOf(name: string): string {
  const text = texts.get(`${name}.graphql`)
  if (text === undefined) throw new Error(`there is no ${name}.graphql`)
  return text
}

/** Someone with a token for the shop's Admin API, got as the app gets one. */
export async function anAdminCaller(url: string) {
  const { body } = await drive(url).get(`/control/${SHOP}/session-token`)
  const issued = await askForToken(url, {
    client_id: secrets.clientId,
    client_secret: secrets.clientSecret,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: body.token,
    expiring: '1',
  })
  const token: string = issued.body.access_token

  const post = (query: string, variables: object = {}): Promise<Response> =>
    fetch(`${url}/shopify/${SHOP}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-Shopify-Access-Token': token },
      body: JSON.stringify({ query, variables }),
    })
  const ask = async (query: string, variables: object = {}): Promise<Reply> =>
    JSON.parse(await (await post(query, variables)).text())
  const run = async (name: string, variables: object = {}): Promise<Reply> => (await ask(textOf(name), variables)).data
  const startBulk = async (query: string): Promise<Reply> =>
    (await run('run-bulk-query', { query })).bulkOperationRunQuery
  const readBulk = async (id: string): Promise<Reply> => (await run('read-bulk-operation', { id })).bulkOperation

  return { token, post, ask, run, startBulk, readBulk }
}

export type AdminCaller = Awaited<ReturnType<typeof anAdminCaller>>
