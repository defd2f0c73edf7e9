import { z } from 'zod'
import { beginningOf } from '../values/beginning-of.ts'

const costSchema = z.object({
  requestedQueryCost: z.number(),
  /** Null where the call was turned away. */
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number().positive(),
  }),
})

const errorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
})

const envelopeSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorSchema).min(1).optional(),
  extensions: z.object({ cost: costSchema.optional() }).optional(),
})

const userErrorSchema = z.object({ message: z.string(), code: z.string().nullish() })

/** Where it has a path, it is about what stands there: `['nodes', 3, 'inventoryLevels']`. */
export type GraphqlError = z.infer<typeof errorSchema>
type Envelope = z.infer<typeof envelopeSchema>
export type Cost = z.infer<typeof costSchema>

/** What an HTTP answer of the Admin API comes to. Costs come with every answer that GraphQL itself gave. */
export type AdminReply = { readonly cost?: Cost | undefined } & (
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'throttled'; readonly waitMs: number }
  /** `all` where GraphQL itself answered: Shopify failed at some of what was asked for. `isSilent` where nobody answered in time. */
  | {
      readonly kind: 'failed'
      readonly why: string
      readonly all?: readonly GraphqlError[]
      readonly isSilent?: boolean
    }
  | { readonly kind: 'unauthorized' }
  /** Passing: the shop is as it is, and the token is not the reason. */
  | { readonly kind: 'lost'; readonly why: string; readonly isPassing: boolean }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly all: unknown }
)

// https://shopify.dev/docs/api/usage/response-codes
const lostByStatus: Readonly<Record<number, { readonly why: string; readonly isPassing: boolean }>> = {
  402: { why: 'the shop is frozen', isPassing: true },
  403: { why: 'Shopify forbids access', isPassing: false },
  404: { why: 'there is no such shop', isPassing: false },
  423: { why: 'the shop is locked', isPassing: true },
}

const busyCodes = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT'])

export function readAdminReply(status: number, retryAfter: string | null, body: string): AdminReply {
  if (status === 401) return { kind: 'unauthorized' }
  if (status === 429) return { kind: 'throttled', waitMs: Number(retryAfter) * 1000 }
  if (status >= 500) return { kind: 'failed', why: `HTTP ${status}` }
  const lost = lostByStatus[status]
  if (lost) return { kind: 'lost', ...lost }
  if (status !== 200) return { kind: 'refused', code: `HTTP_${status}`, message: beginningOf(body, 200), all: null }
  const envelope = parseEnvelope(body)
  return envelope ? readEnvelope(envelope) : { kind: 'failed', why: 'an answer that is not GraphQL' }
}

// Shopify's edge answers with a page of HTML, even with 200, while something behind it is down.
function parseEnvelope(body: string): Envelope | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(body)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

// GraphQL says no with HTTP 200. Data beside errors is partial, and partial data would look like absent orders.
function readEnvelope({ data, errors, extensions }: Envelope): AdminReply {
  const cost = extensions?.cost
  if (errors) return { cost, ...readErrors(errors) }
  if (!data) return { cost, kind: 'failed', why: 'an answer without data' }
  const [userError, ...others] = userErrorsIn(data)
  if (!userError) return { cost, kind: 'data', data }
  const { code, message } = userError
  return { cost, kind: 'refused', code: code ?? 'USER_ERROR', message, all: [userError, ...others] }
}

function readErrors(errors: GraphqlError[]): AdminReply {
  const codes = errors.map((error) => error.extensions?.code ?? 'GRAPHQL_ERROR')
  if (codes.includes('THROTTLED')) return { kind: 'throttled', waitMs: 0 }
  if (codes.includes('SHOP_INACTIVE')) return { kind: 'lost', why: 'the shop is not active', isPassing: true }
  const message = errors.map((error) => error.message).join('; ')
  if (codes.every((code) => busyCodes.has(code))) return { kind: 'failed', why: message, all: errors }
  const [code = 'GRAPHQL_ERROR'] = codes.filter((each) => !busyCodes.has(each))
  return { kind: 'refused', code, message, all: errors }
}

// Every mutation's payload has `userErrors`, some call them `mediaUserErrors`, `customerUserErrors` and so on.
function userErrorsIn(data: Record<string, unknown>): z.infer<typeof userErrorSchema>[] {
  return Object.values(data).flatMap((payload) => {
    if (typeof payload !== 'object' || payload === null) return []
    const lists = Object.entries(payload).filter(([field]) => /userErrors$/i.test(field))
    return lists.flatMap(([, list]) => z.array(userErrorSchema).parse(list))
  })
}
