import { setTimeout as pause } from 'node:timers/promises'

/** The truth, as the simulator's control endpoint tells it. */
export type ShopTruth = {
  readonly locations: readonly { locationId: string; name: string; active: boolean; fulfillsOnlineOrders?: boolean }[]
  readonly products?: readonly {
    title: string
    variants: readonly {
      variantId: string
      itemId: string
      title: string
      sku: string
      policy: 'CONTINUE' | 'DENY'
    }[]
  }[]
  readonly stock: readonly {
    itemId: string
    sku: string
    locationId: string
    active: boolean
    tracked: boolean
    available: number
    committed: number
    /** Open units that took no stock. */
    unclaimed?: number
    onHand: number
    /** Of what is available, units that the merchant does not count: see `countOnlyReceived`. */
    uncounted?: number
  }[]
  readonly orders: readonly {
    orderId: string
    orderName: string
    createdAt: string
    cancelledAt: string | null
    financialStatus?: string
    /** What was sent of it. */
    fulfillments?: readonly {
      locationId: string
      createdAt: string
      isCancelled: boolean
      lines: readonly { lineId: string; units: number }[]
    }[]
    lines: readonly {
      lineId: string
      sku: string
      itemId: string | null
      variantId: string | null
      units: number
      open: number
      openAt: readonly { locationId: string; open: number }[]
    }[]
  }[]
  readonly fulfillmentOrders?: readonly {
    orderId: string
    locationId: string
    status: string
    /** An instant; null: nobody knows when. */
    fulfillAt: string | null
    lines: readonly { lineId: string; open: number; unclaimed: number }[]
  }[]
  /** What apps wrote, as Shopify has it. */
  readonly metafields: readonly { ownerId: string; namespace: string; key: string; value: string }[]
  readonly metafieldDefinitions: readonly object[]
  readonly webhooks: { sent: number; pending: number; lost: number }
}

/** A row of `GET /api/backorders`. */
export type ApiRow = {
  readonly backorderId: string
  readonly shop: string
  readonly orderId: string
  readonly orderName: string
  readonly lineId: string
  readonly itemId: string
  readonly locationId: string
  readonly sku: string | null
  readonly units: number
  readonly shipped: number
  readonly covered: number
  readonly backordered: number
  readonly pegged: number
  readonly uncovered: number
  readonly readyOn: string | null
  readonly nextArrivalOn: string | null
  readonly state: 'open' | 'ready' | 'closed' | 'cancelled'
  readonly notCounted?: 'unpaid' | 'scheduled' | 'unclaimed' | 'moved'
}

/** Session tokens live a minute. */
const tokenIsGoodForMs = 20_000

/** A simulated shop driven from outside, and the app's API for it: nothing here knows any of their code. */
export function controlOf(simulatorUrl: string, shop: string) {
  const control = `${simulatorUrl}/control/${shop}`
  let signedIn: { readonly token: string; readonly app: string; readonly until: number } | null = null

  async function signIn() {
    if (signedIn !== null && Date.now() < signedIn.until) return signedIn
    const given = (await (await fetch(`${control}/session-token`)).json()) as { token: string; app: string }
    signedIn = { ...given, until: Date.now() + tokenIsGoodForMs }
    return signedIn
  }

  async function verb<Answer = Record<string, unknown>>(name: string, body: object = {}): Promise<Answer> {
    const reply = await fetch(`${control}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${name} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as Answer
  }

  async function api(path: string, method = 'GET', said?: object): Promise<Response> {
    const { token, app } = await signIn()
    const authorization = `Bearer ${token}`
    if (said === undefined) return await fetch(`${app}${path}`, { method, headers: { authorization } })
    const headers = { authorization, 'content-type': 'application/json' }
    return await fetch(`${app}${path}`, { method, headers, body: JSON.stringify(said) })
  }

  /** The merchant opens the app in the admin: that is where a shop without a token gets one. */
  async function open(): Promise<void> {
    const { token, app } = await signIn()
    const page = await fetch(`${app}/?${new URLSearchParams({ shop, id_token: token })}`)
    await page.body?.cancel()
  }

  return {
    shop,
    verb,
    api,
    open,
    /** Time in which the app works. */
    pause: async (ms: number): Promise<void> => await pause(ms),
    settle: (timeoutSeconds = 60) => verb('settle', { timeoutSeconds }),
    webhooks: async () => (await (await fetch(`${control}/webhooks`)).json()) as ShopTruth['webhooks'],
    truth: async () => (await (await fetch(`${control}/state`)).json()) as ShopTruth,
    /** Every row, page by page. */
    async backorders(filter = ''): Promise<ApiRow[]> {
      const rows: ApiRow[] = []
      let cursor = ''
      for (;;) {
        const reply = await api(`/api/backorders?limit=250${filter}${cursor}`)
        if (reply.status !== 200) throw new Error(`the list answered ${reply.status}: ${await reply.text()}`)
        const page = (await reply.json()) as { rows: ApiRow[]; next: string | null }
        rows.push(...page.rows)
        if (page.next === null) return rows
        cursor = `&cursor=${encodeURIComponent(page.next)}`
      }
    },
  }
}

export type SimulatedShop = ReturnType<typeof controlOf>
