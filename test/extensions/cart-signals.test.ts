import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { aPromise, aVariant, extension, extensionFolder } from './a-storefront.ts'

// Carts as the known themes build them, each with its own markup and its own way to change; the shop's answers are told.
const script = (name: string) => readFileSync(join(extensionFolder, 'assets', name), 'utf8')
const at = '2026-11-22T08:00:00Z'
const dated = 'On backorder: expected to ship by 4 December 2099.'
const told = `${dated} [2099-12-04/2099-12-04, ${at}]`

type Line = {
  key: string
  variant_id: number
  product_id: number
  quantity: number
  properties: Record<string, string>
}
let browser: Browser
let page: Page
let cart: Line[]
let asked: { path: string; body: unknown }[]
let isDown: boolean
/** `/`, or `/de` in a language of its own. */
let root: string

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const promise = aPromise({ from: '2099-12-04', to: '2099-12-04' })
const aLine = (variant: number, parts: Partial<Line> = {}): Line => ({
  key: `${variant}:aaa${variant}`,
  variant_id: variant,
  product_id: 1,
  quantity: 1,
  properties: { _promise: told },
  ...parts,
})

/** The embed as Liquid writes it for the cart as it is now. Variant 9 is in stock, all others are short. */
function embed(): Promise<string> {
  const items = cart.map((line) => ({
    ...line,
    variant: aVariant({ id: String(line.variant_id) }, line.variant_id === 9 ? null : promise),
  }))
  const routes = { root_url: root, cart_url: `${root === '/' ? '' : root}/cart` }
  return extension.render('cart-promise', { product: null, cart: { items }, routes })
}

const url = (variant: number) => `/products/mug?variant=${variant}`
const dawn = (lines: Line[]) =>
  `<div id="CartDrawer"><form action="/cart"><table>${lines
    .map(
      ({ variant_id: id, quantity }) => `<tr class="cart-item"><td><a href="${url(id)}"> </a></td>
      <td><a href="${url(id)}" class="cart-item__name h4">Mug</a><dl></dl></td><td><input value="${quantity}"></td></tr>`,
    )
    .join('')}</table></form></div>`
const horizon = (lines: Line[]) =>
  `<main class="cart-page"><form action="/de/cart">${lines
    .map(({ key, variant_id: id }) => `<div data-key="${key}"><p><a href="${url(id)}">Mug</a></p></div>`)
    .join('')}</form></main>`

async function open(html: string): Promise<void> {
  const body = html + (await embed())
  await page.route('http://shop.test/**', async (route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    const asset = pathname.split('backorder-promise/')[1]
    if (asset) return route.fulfill({ body: script(asset), contentType: 'text/javascript' })
    if (pathname === '/') {
      const load = '<script async src="/storefront-assets/backorder-promise/cart-promise.js"></script>'
      return route.fulfill({ body: load + body, contentType: 'text/html' })
    }
    const wish = request.postDataJSON()
    asked.push({ path: pathname, body: wish })
    if (isDown) return route.fulfill({ status: 500, body: 'away' })
    if (pathname.endsWith('/cart')) return route.fulfill({ body: await embed(), contentType: 'text/html' })
    if (pathname.endsWith('/cart/change.js')) {
      cart = cart.map((line) => (line.key === wish.id ? { ...line, ...wish, key: `${line.variant_id}:new` } : line))
    }
    return route.fulfill({ json: { items: cart } })
  })
  await page.goto('http://shop.test/')
  await page.waitForFunction('!!customElements.get("backline-cart")')
}

beforeEach(async () => {
  await page?.context().close()
  page = await (await browser.newContext()).newPage()
  cart = [aLine(11), aLine(9, { properties: {} })]
  asked = []
  isDown = false
  root = '/'
})

const words = () => page.locator('.backline-cart').allInnerTexts()
const seen = (count: number) => page.waitForFunction(`document.querySelectorAll('.backline-cart').length === ${count}`)
const draw = (html: string) => page.evaluate(`document.body.firstElementChild.outerHTML = ${JSON.stringify(html)}`)
const paths = () => asked.map(({ path }) => path)

describe('the words stand under the line', () => {
  test('of a table in a drawer, behind its name and not its picture', async () => {
    await open(dawn(cart))
    expect(await words()).toEqual([dated])
    expect(await page.locator('.cart-item__name + .backline-cart').count()).toBe(1)
    expect(paths()).toEqual([])
  })

  test('of a page in another language, behind the paragraph', async () => {
    await open(horizon(cart))
    expect(await page.locator('p:has(a) + .backline-cart').innerText()).toBe(dated)
  })

  test('of a drawer that is called otherwise, and leads to the checkout', async () => {
    const line = `<li><h3><a href="${url(11)}">Mug - Red</a></h3></li>`
    await open(`<aside class="minibag"><form action="/checkout" method="post"><ul>${line}</ul></form></aside>`)
    expect(await words()).toEqual([dated])
  })

  test.each([
    ['a form around nothing but its units', `<li><a href="${url(11)}">Mug</a><input name="updates[]"></li>`],
    [
      'links that change it',
      `<li><h3><a href="${url(11)}">Mug</a></h3><a href="/cart/change?line=1&quantity=0">Remove</a></li>`,
    ],
    [
      'a form in each line',
      `<li><a href="${url(11)}">Mug</a><form action="/de/cart/change" method="post"></form></li>`,
    ],
    ['a way to the checkout', `<li><a href="${url(11)}">Mug</a></li><li><a href="/checkout">Check out</a></li>`],
    [
      'a button that leads there',
      `<li><a href="${url(11)}">Mug</a></li><li><button name="checkout">Check out</button></li>`,
    ],
    [
      'a picture that alone leads to it',
      `<li><a href="${url(11)}"><img src="data:,"></a><input name="updates[11:a]"></li>`,
    ],
  ])('of a drawer that has in it, whatever it is called, %s', async (_, lines) => {
    await open(`<aside class="minibag"><ul>${lines}</ul></aside>`)
    expect(await words()).toEqual([dated])
  })

  test('of no product that a cart recommends, in its drawer or below', async () => {
    const card = `<li class="card"><h3><a href="${url(11)}">Mug - Red</a></h3></li>`
    const line = `<li id="line"><a href="${url(11)}">Mug</a><input name="updates[]"></li>`
    await open(
      `<aside><ul>${line}</ul><section><ul>${card}</ul></section><a href="/checkout">Check out</a></aside><ul>${card}</ul>`,
    )
    expect(await words()).toEqual([dated])
    expect(await page.locator('#line .backline-cart').count()).toBe(1)
  })

  test('of no product card, wherever else the page leads to the checkout', async () => {
    const card = `<li class="card"><h3><a href="${url(11)}">Mug - Red</a></h3></li>`
    for (const around of [
      `<div class="page"><header><a href="/checkout">Check out</a></header><ul>${card}</ul></div>`,
      `<div class="cart"><main><ul>${card}</ul></main><form action="/cart"><button name="checkout"></button></form></div>`,
      `<div id="cart-grid"><ul>${card}<form action="/cart/add"></form></ul><a href="/checkout">Check out</a></div>`,
      `<div class="cart-items"><ul>${card}</ul></div>`,
    ]) {
      await open(around)
      expect(await words(), around).toEqual([])
      await page.unrouteAll()
    }
  })

  test('of no product card, whatever the page around it says of a cart', async () => {
    const card = `<li class="card"><h3><a href="${url(11)}">Mug - Red</a></h3></li>`
    for (const around of ['page-container has-cart-drawer', 'card-list with-add-to-cart', 'cart-add-grid']) {
      await open(`<div class="${around}"><ul class="grid">${card}</ul></div>`)
      expect(await words(), around).toEqual([])
      await page.unrouteAll()
    }
    await open(`<div class="cart-is-open"><main><ul class="grid">${card}</ul></main></div>`)
    expect(await words()).toEqual([])
  })

  test('once in each of drawer and page, and nowhere else', async () => {
    await open(`<div>${dawn(cart)}${horizon(cart)}<a href="${url(11)}">Mug</a><form action="/cart/add"></form></div>`)
    expect(await words()).toEqual([dated, dated])
  })

  test('under the last line of a variant that is there twice, counted together, and neither is written to', async () => {
    cart = [aLine(11, { properties: {} }), aLine(11, { key: '11:bbb', properties: { Engraving: 'Ada' } })]
    const looked = page.waitForResponse('**/cart.js*')
    await open(dawn(cart))
    expect(await page.locator('tr:last-child .backline-cart').innerText()).toBe(dated)
    expect(await words()).toHaveLength(1)
    await looked
    expect(paths()).toEqual(['/cart.js'])
  })
})

describe('a change is followed when it is told by', () => {
  test('a theme that draws its cart anew, without a request of ours', async () => {
    await open(dawn(cart))
    await draw(dawn(cart))
    await seen(1)
    expect(paths()).toEqual([])
  })

  test('the standard event, once its promise is kept or broken', async () => {
    for (const outcome of ['resolve()', "reject(new Error('no'))"]) {
      cart = [aLine(11)]
      await open(dawn(cart))
      cart = []
      await page.evaluate(`{
        const { promise, resolve, reject } = Promise.withResolvers()
        document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update'), { promise }))
        ${outcome}
      }`)
      await seen(0)
    }
  })

  test('event and request of one change, with one look at the cart', async () => {
    await open(dawn(cart))
    cart = []
    // The moment in which two ways of telling count as one ends here when both have told, however slow the machine is.
    await page.evaluate(`new Promise((bothTold) => {
      const { setTimeout: later, clearTimeout: never } = window
      const looks = new Map()
      let told = 0
      window.clearTimeout = (id) => looks.delete(id) || never(id)
      window.setTimeout = (look, ms) => {
        if (ms !== 50) return later(look, ms)
        told += 1
        looks.set(-told, look)
        if (told === 2) bothTold(looks.forEach((each) => each()))
        return -told
      }
      const promise = fetch('/cart/change.js', { method: 'POST', body: '{}' })
      document.dispatchEvent(Object.assign(new Event('shopify:cart:lines-update'), { promise }))
    })`)
    await seen(0)
    expect(paths()).toEqual(['/cart/change.js', '/cart.js'])
  })

  test("the theme's own request, whatever it asks with", async () => {
    await open(dawn(cart))
    cart = [aLine(9)]
    await page.evaluate(`fetch('/cart/change.js', { method: 'POST', body: '{}' })`)
    await seen(0)
    cart = [aLine(11)]
    await page.evaluate(`{ const old = new XMLHttpRequest(); old.open('POST', '/cart/update.js'); old.send('{}') }`)
    await seen(1)
  })
})

describe('a line that lacks its promise', () => {
  test('gets it once, with its other properties and its quantity kept, and the new key where the theme names it', async () => {
    cart = [aLine(11, { quantity: 3, properties: { Engraving: 'Ada' } })]
    await open(horizon(cart))
    await page.locator('[data-key="11:new"]').waitFor()
    const changes = asked.filter(({ path }) => path === '/cart/change.js')
    expect(changes.map(({ body }) => body)).toEqual([
      { id: '11:aaa11', quantity: 3, properties: { Engraving: 'Ada', _promise: told } },
    ])
  })

  test('of a variant that the page does not know, gets its words from the page of the cart', async () => {
    await open(dawn(cart))
    cart = [aLine(12), ...cart]
    await draw(dawn(cart))
    await page.evaluate(`fetch('/cart/add.js', { method: 'POST', body: '{}' })`)
    await seen(2)
    expect(paths()).toEqual(['/cart/add.js', '/cart.js', '/cart'])
  })

  test('is asked about in the language of the page', async () => {
    root = '/de'
    await open(dawn(cart))
    cart = [aLine(12, { properties: {} }), ...cart]
    await draw(dawn(cart))
    const noted = page.waitForResponse('**/change.js?backline')
    await page.evaluate(`fetch('/de/cart/add.js', { method: 'POST', body: '{}' })`)
    await noted
    expect(paths().slice(0, 3)).toEqual(['/de/cart/add.js', '/de/cart.js', '/de/cart'])
    expect(paths()).toContain('/de/cart/change.js')
  })

  test('keeps one that is about the same days', async () => {
    cart = [aLine(11, { properties: { _promise: told.replace(at, '2026-11-01T00:00:00Z') } })]
    await page.clock.install()
    await open(dawn(cart))
    await page.clock.runFor(5000)
    expect(await words()).toEqual([dated])
    expect(paths()).toEqual([])
  })
})

test('a shop that does not answer leaves words and theme as they are', async () => {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await open(dawn(cart))
  isDown = true
  const away = page.waitForResponse('**/cart.js*')
  await page.evaluate(`fetch('/cart/change.js', { method: 'POST', body: '{}' })`)
  await away
  expect(await words()).toEqual([dated])
  expect(faults).toEqual([])
})

test('words that the theme has no line for go nowhere', async () => {
  await open('<p class="cart-bubble">1</p>')
  expect(await words()).toEqual([])
})
