import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'

/** What the extension offers to themes, by the names of its files. */
export const themeBlocks = ['product-promise', 'cart-promise', 'promise-badge'] as const
export type ThemeBlock = (typeof themeBlocks)[number]

/** `unavailable`: the published theme has no place for it. `unknown`: Shopify does not say. */
export type BlockStatus = 'active' | 'available' | 'unavailable' | 'unknown'
export type BlockStatuses = Readonly<Record<ThemeBlock, BlockStatus>>

const activation = z.object({ handle: z.string(), status: z.enum(['active', 'available', 'unavailable']) })
const extensions = z.array(z.object({ type: z.string(), activations: z.array(z.unknown()) }))

/** Can the admin around the app tell what is switched on in the theme? */
export function knowsThemeBlocks(): boolean {
  return window.shopify?.app?.extensions !== undefined
}

/** Asked again whenever the merchant comes back to the page, as from the theme editor. */
export function useThemeBlocks() {
  return useQuery({
    queryKey: ['theme-blocks'],
    queryFn: async () => statusesIn(await window.shopify?.app?.extensions?.()),
    enabled: knowsThemeBlocks(),
    refetchOnWindowFocus: 'always',
    retry: false,
  })
}

/** The extension's own handle is no help: Shopify keeps the first one it ever had. Its blocks are known by theirs. */
export function statusesIn(told: unknown): BlockStatuses {
  const ours = extensions
    .parse(told)
    .filter(({ type }) => type === 'theme_app_extension')
    .flatMap(({ activations }) => activations)
    .flatMap((each) => activation.safeParse(each).data ?? [])
  const statusOf = (block: ThemeBlock): BlockStatus => ours.find(({ handle }) => handle === block)?.status ?? 'unknown'
  return {
    'product-promise': statusOf('product-promise'),
    'cart-promise': statusOf('cart-promise'),
    'promise-badge': statusOf('promise-badge'),
  }
}

const pages: Readonly<Record<ThemeBlock, string>> = {
  'product-promise': 'product',
  'cart-promise': 'cart',
  'promise-badge': 'collection',
}
/** A collection's main section takes no blocks of apps, its cards do in some themes: the merchant chooses the place. */
const targets: Partial<Record<ThemeBlock, { readonly target: string }>> = {
  'product-promise': { target: 'mainSection' },
}
const isEmbed = (block: ThemeBlock) => block === 'cart-promise'

/**
 * The theme editor, with the block where it belongs: it is there once the merchant saves. Of one that is in the theme
 * already only the page is opened. https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/build
 */
export function themeEditorUrl(block: ThemeBlock, isActive: boolean): string {
  const id = `${window.shopify?.config?.apiKey ?? ''}/${block}`
  const page = { template: pages[block], ...(isEmbed(block) && { context: 'apps' }) }
  const added = isEmbed(block) ? { activateAppId: id } : { addAppBlockId: id, ...targets[block] }
  return `shopify://admin/themes/current/editor?${new URLSearchParams({ ...page, ...(!isActive && added) })}`
}
