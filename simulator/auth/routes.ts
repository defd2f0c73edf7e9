import { json, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { ShopState } from '../store/state.ts'
import type { World } from '../world.ts'
import { isSessionToken } from './session-token.ts'

const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token'

const credentials = z.object({ client_id: z.string(), client_secret: z.string() })
const grant = z.discriminatedUnion('grant_type', [
  credentials.extend({
    grant_type: z.literal(TOKEN_EXCHANGE),
    subject_token: z.string(),
    requested_token_type: z.string().optional(),
    expiring: z.union([z.string(), z.number(), z.boolean()]).transform(String).optional(),
  }),
  credentials.extend({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
])
type Grant = z.output<typeof grant>

/** Token exchange and refresh: `POST /shopify/{shop}/admin/oauth/access_token`. */
export function authRoutes(world: World): Router {
  const router = Router()
  router.post('/shopify/:shop/admin/oauth/access_token', json(), async (request: Request, response: Response) => {
    const shop = world.findShop(String(request.params['shop']))
    if (!shop || shop.uninstalled) return refuse(response, 404, 'shop_not_found')
    const read = grant.safeParse(request.body)
    if (!read.success) return refuse(response, 400, 'invalid_request')
    const { client_id, client_secret } = read.data
    if (client_id !== world.app.clientId || client_secret !== world.app.clientSecret) {
      return refuse(response, 401, 'invalid_client')
    }
    const issued = await issue(world, shop, read.data)
    if (!issued) {
      return refuse(response, 400, read.data.grant_type === TOKEN_EXCHANGE ? 'invalid_subject_token' : 'invalid_grant')
    }
    response.json(issued)
  })
  return router
}

async function issue(world: World, state: ShopState, wanted: Grant) {
  const { shop } = state
  if (wanted.grant_type === 'refresh_token') return world.tokens.renew(shop, wanted.refresh_token)
  if (!(await isSessionToken(world.app, shop, wanted.subject_token))) return null
  if (wanted.requested_token_type !== ONLINE) {
    return world.tokens.issueOffline(shop, wanted.expiring === '1' || wanted.expiring === 'true')
  }
  return {
    ...world.tokens.issueOnline(shop),
    associated_user_scope: world.grants.of(state).join(','),
    associated_user: owner,
  }
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error, error_description: error.replaceAll('_', ' ') })
}

const owner = {
  id: 902541635,
  first_name: 'Olive',
  last_name: 'Owner',
  email: 'owner@example.com',
  email_verified: true,
  account_owner: true,
  locale: 'en',
  collaborator: false,
}
