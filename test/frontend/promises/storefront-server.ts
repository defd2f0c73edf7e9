import { vi } from 'vitest'
import type { Api } from '../../../web/frontend/src/api/api.ts'
import type {
  MessagesWish,
  OverrideInput,
  OverrideList,
  OverrideRow,
  OverrideState,
  StorefrontMessages,
  StorefrontOverview,
  StorefrontPromise,
  ToldVariant,
  ToldVariantList,
} from '../../../web/promises/contract/storefront.ts'
import type { MerchantText, MerchantTexts, TextsInput } from '../../../web/promises/contract/storefront-texts.ts'
import { textLanguages } from '../../../web/promises/contract/storefront-texts.ts'
import { aServer } from '../a-dashboard.tsx'

export function aStorefrontPromise(said: Partial<StorefrontPromise> = {}): StorefrontPromise {
  return {
    state: 'backorder',
    from: '2999-12-04',
    to: '2999-12-04',
    room: null,
    units: null,
    delayed: false,
    note: null,
    hide: false,
    publishedAt: '2026-11-22T08:00:00.000Z',
    ...said,
  }
}

export function aToldVariant(said: Partial<ToldVariant> = {}): ToldVariant {
  return {
    variantId: 'gid://shopify/ProductVariant/8',
    productId: 'gid://shopify/Product/7',
    title: 'Stoneware mug',
    variantTitle: 'Moss green',
    sku: 'MUG-G',
    imageUrl: null,
    promise: aStorefrontPromise(),
    override: null,
    ...said,
  }
}

export function anOverview(said: Partial<StorefrontOverview> = {}): StorefrontOverview {
  return {
    promised: { backorder: 12, 'made-to-order': 3, discontinued: 0, 'limit-reached': 1 },
    hidden: 0,
    published: 16,
    waiting: 0,
    off: null,
    page: { path: '/apps/backorders', off: null },
    samples: [{ ...aToldVariant(), promise: aStorefrontPromise() }],
    anyVariant: null,
    ...said,
  }
}

export function aText(said: Partial<MerchantText> = {}): MerchantText {
  const text = { key: 'backorder-day', language: 'en' as const, words: 'Yours on [day].', version: 4 }
  return { ...text, changedAt: '2026-11-22T08:00:00.000Z', ...said }
}

export function textsOf(texts: MerchantText[], said: Partial<MerchantTexts['published']> = {}): MerchantTexts {
  const published = { at: '2026-11-22T08:00:00.000Z', isWaiting: false, trouble: null, ...said }
  return { languages: [...textLanguages], texts, published }
}

/** Messages that are switched on, and all that it takes is there. */
export function messagesOf(said: Partial<StorefrontMessages> = {}): StorefrontMessages {
  return { isOn: true, missingScopes: [], owner: 'app', namespace: 'app--610000002', orders: 3, troubled: 0, ...said }
}

export function anOverride(said: Partial<OverrideRow> = {}): OverrideRow {
  const { promise: _, override: __, ...variant } = aToldVariant()
  return {
    day: '2999-12-24',
    note: null,
    hide: false,
    dayIsPast: false,
    version: 9,
    changedAt: '2026-11-22T08:00:00.000Z',
    variant,
    supplier: null,
    isGone: false,
    ...said,
  }
}

export function onePageOf<Row>(rows: Row[]) {
  return { rows, total: rows.length, next: null, previous: null }
}

/** The server's answers about the storefront, faked at the contract. What a test does not set answers nothing. */
export function aStorefrontServer() {
  const { api } = aServer()
  const silence = () => new Promise<never>(() => undefined)
  const overview = vi.fn<() => Promise<StorefrontOverview>>(silence)
  const variants = vi.fn<(asked: object) => Promise<ToldVariantList>>(async () => onePageOf([]))
  const overrides = vi.fn<(asked: object) => Promise<OverrideList>>(silence)
  const override = vi.fn<(said: OverrideInput) => Promise<{ override: OverrideState | null }>>(silence)
  const texts = vi.fn<() => Promise<MerchantTexts>>(async () => textsOf([]))
  const writeTexts = vi.fn<(said: TextsInput) => Promise<MerchantTexts>>(silence)
  const off = { isOn: false, orders: 0 }
  const messages = vi.fn<() => Promise<StorefrontMessages>>(async () => messagesOf(off))
  const switchMessages = vi.fn<(said: MessagesWish) => Promise<StorefrontMessages>>(silence)
  const faked: Api = {
    ...api,
    storefront: {
      overview: () => overview(),
      variants: (asked) => variants(asked ?? {}),
      overrides: (asked) => overrides(asked ?? {}),
      override: (said) => override(said),
      texts: () => texts(),
      writeTexts: (said) => writeTexts(said),
      messages: () => messages(),
      switchMessages: (said) => switchMessages(said),
    },
  }
  return { api: faked, overview, variants, overrides, override, texts, writeTexts, messages, switchMessages }
}

type Status = 'active' | 'available' | 'unavailable'

/** An admin that tells what of the app is in the theme; `null`: it cannot say. */
export function anAdminWith(blocks: Readonly<Record<string, Status>> | null) {
  const activations = Object.entries(blocks ?? {}).map(([handle, status]) => ({ handle, status, activations: [] }))
  const told = [{ handle: 'theme-app-extension', type: 'theme_app_extension', activations }]
  const extensions = vi.fn(async () => {
    if (blocks === null) throw new Error('the admin does not say')
    return told
  })
  const show = vi.fn()
  vi.stubGlobal('shopify', {
    idToken: async () => 'token',
    toast: { show },
    app: { extensions },
    config: { apiKey: 'key' },
  })
  return { extensions, show }
}

/** An admin that asks the merchant for more scopes, who answers so. */
export function anAdminThatAsks(result: 'granted-all' | 'declined-all') {
  const request = vi.fn(async (_scopes: string[]) => ({ result }))
  const show = vi.fn()
  vi.stubGlobal('shopify', { idToken: async () => 'token', toast: { show }, scopes: { request } })
  return { request, show }
}
