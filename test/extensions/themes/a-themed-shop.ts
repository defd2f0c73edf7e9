import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { aProduct, aPromise, aVariant, extension, extensionFolder } from '../a-storefront.ts'

export type Choice = { readonly id: string; readonly title: string }
export type Line = {
  readonly key: string
  readonly variant: string
  readonly title: string
  readonly quantity: number
  readonly properties: Readonly<Record<string, string>>
}

/** How a theme builds its pages, and what its own scripts do with them. */
export type Theme = {
  product(page: { variants: readonly Choice[]; chosen: Choice; block: string }): string
  /** The drawer, or else the page of the cart. */
  cart(lines: readonly Line[]): string
  readonly script: string
  /** Forms are sent as forms are, and lead to a page of the cart. */
  readonly hasCartPage?: true
  /** What is clicked for one more, on the product page and in a line. */
  readonly plus?: string
  readonly line?: string
  choose?(page: Page, title: string): Promise<void>
  raise?(page: Page, times: number): Promise<void>
}

type Answer = { readonly body: string; readonly contentType: string } | { readonly json: object }

/** White ships now, Red has a day, Green has two in stock and a day for three more. */
const variants: readonly Choice[] = [
  { id: '10', title: 'White' },
  { id: '11', title: 'Red' },
  { id: '12', title: 'Green' },
]
const day = { from: '2099-12-04', to: '2099-12-04' }
const wares = new Map([
  ['10', aVariant({ id: '10', inventory_quantity: 9 }, null)],
  ['11', aVariant({ id: '11' }, aPromise(day))],
  ['12', aVariant({ id: '12', inventory_quantity: 2 }, aPromise({ ...day, units: 3 }))],
])

const asset = (name: string) => readFileSync(join(extensionFolder, 'assets', name), 'utf8')

/** A shop at http://shop.test with the theme, our blocks in it as Liquid renders them, and a cart. */
export async function aThemedShop(page: Page, theme: Theme) {
  let lines: readonly Line[] = []
  let keys = 0

  const wareOf = (id: string) => wares.get(id) ?? aVariant({ id }, null)
  const choiceOf = (told: string | null) =>
    variants.find(({ id, title }) => told === id || told === title) ?? { id: '10', title: 'White' }

  async function product(chosen: Choice): Promise<string> {
    const listed = aProduct(...wares.values())
    const block = await extension.render('product-promise', {
      product: { ...listed, handle: 'lamp', selected_or_first_available_variant: wareOf(chosen.id) },
    })
    return theme.product({ variants, chosen, block })
  }

  function embed(): Promise<string> {
    const items = lines.map(({ variant, ...line }) => ({ ...line, variant: wareOf(variant) }))
    return extension.render('cart-promise', {
      product: null,
      cart: { items },
      routes: { root_url: '/', cart_url: '/cart' },
    })
  }

  async function whole(body: string): Promise<string> {
    const ours = ['promise.js', 'cart-promise.js'].map((name) => `<script async src="/assets/${name}"></script>`)
    const theirs = `<script type="module" src="/theme.js"></script>`
    const head = `<title>Lamp</title>${ours.join('')}${theirs}`
    return `<!doctype html><html lang="en"><head>${head}</head><body>${body}${await embed()}</body></html>`
  }

  const shown = () => ({
    items: lines.map(({ variant, ...line }) => ({ ...line, variant_id: Number(variant), product_id: 1 })),
    sections: { 'cart-drawer': theme.cart(lines) },
  })

  /** Units with the same properties are one line. */
  async function add(request: Request): Promise<void> {
    const type = (await request.headerValue('content-type')) ?? ''
    const form = await new Response(request.postDataBuffer(), { headers: { 'content-type': type } }).formData()
    const { id, title } = choiceOf(String(form.get('id')))
    const quantity = Number(form.get('quantity'))
    const told = form.get('properties[_promise]')
    const properties: Record<string, string> = typeof told === 'string' ? { _promise: told } : {}
    keys += 1
    const line = { key: `${id}:k${keys}`, variant: id, title, quantity, properties }
    const isSame = (one: Line) => one.variant === id && one.properties['_promise'] === properties['_promise']
    const same = lines.find(isSame)
    lines = same
      ? lines.map((one) => (one === same ? { ...one, quantity: one.quantity + quantity } : one))
      : [line, ...lines]
  }

  function change(wish: { line?: number; id?: string; quantity: number; properties?: Line['properties'] }): void {
    lines = lines.map((line, index) => {
      if (wish.id !== line.key && Number(wish.line) !== index + 1) return line
      const key = wish.properties ? `${line.key}n` : line.key
      return { ...line, key, quantity: Number(wish.quantity), properties: wish.properties ?? line.properties }
    })
  }

  async function cartAnswer(request: Request, pathname: string): Promise<object> {
    if (pathname.startsWith('/cart/add')) await add(request)
    if (pathname.startsWith('/cart/change')) change(request.postDataJSON())
    return shown()
  }

  async function answerOf(request: Request): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url())
    const ours = /(?:\/assets\/|backorder-promise\/)([a-z-]+\.js)$/.exec(pathname)?.[1]
    if (ours) return { body: asset(ours), contentType: 'text/javascript' }
    if (pathname === '/theme.js') return { body: theme.script, contentType: 'text/javascript' }
    const isSection = searchParams.has('section_id')
    const show = async (html: string) => ({ body: isSection ? html : await whole(html), contentType: 'text/html' })
    if (pathname.startsWith('/cart')) {
      const answer = await cartAnswer(request, pathname)
      return pathname === '/cart' || request.isNavigationRequest() ? show(theme.cart(lines)) : { json: answer }
    }
    const html = await product(choiceOf(searchParams.get('option_values') ?? searchParams.get('variant')))
    return show(isSection || theme.hasCartPage ? html : theme.cart(lines) + html)
  }
  await page.route('http://shop.test/**', async (route) => route.fulfill(await answerOf(route.request())))

  return {
    async open(query = ''): Promise<void> {
      await page.goto(`http://shop.test/products/lamp${query}`)
      await page.waitForFunction('customElements.get("backline-promise") && customElements.get("backline-cart")')
    },
    lines: () => lines,
  }
}
