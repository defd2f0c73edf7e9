// The blocks in the pages of eight themes of six makers, in a browser: what a shopper is told there, and what goes
// with the order, agree whatever is chosen, raised, put into the cart, or drawn anew.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { aThemedShop } from './themes/a-themed-shop.ts'
import { ajaxCart } from './themes/ajax-cart.ts'
import { bootshop } from './themes/bootshop.ts'
import { dawn } from './themes/dawn.ts'
import { fashe } from './themes/fashe.ts'
import { horizon } from './themes/horizon.ts'
import { paloAlto } from './themes/palo-alto.ts'
import { prestige } from './themes/prestige.ts'
import { skeleton } from './themes/skeleton.ts'

const dated = 'On backorder: expected to ship by 4 December 2099.'
const undated = 'On backorder: ships when it is back in stock.'
const at = '2026-11-22T08:00:00Z'
const toldDay = `${dated} [2099-12-04/2099-12-04, ${at}]`
const toldNone = `${undated} [-/-, ${at}]`

let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
  faults = []
  page.on('pageerror', (error) => faults.push(error.message))
})
afterEach(async () => {
  await page.context().close()
  expect(faults).toEqual([])
})

describe.each([
  ['Dawn', dawn],
  ['Horizon', horizon],
  ['Skeleton', skeleton],
  ['Fashe', fashe],
  ['KS BootShop', bootshop],
  ['Palo Alto', paloAlto],
  ['Prestige', prestige],
  ['the theme of Liquid Ajax Cart', ajaxCart],
])('in %s', (_, theme) => {
  let shop: Awaited<ReturnType<typeof aThemedShop>>
  beforeEach(async () => {
    shop = await aThemedShop(page, theme)
  })

  const notice = page_('[data-words]')
  const inCart = page_('.backline-cart')
  const { plus = '[name=plus]', line = 'tbody tr' } = theme
  /** The theme may have to ask its server first. */
  const choose = async (title: 'White' | 'Red' | 'Green') => {
    await (theme.choose?.(page, title) ?? page.getByText(title, { exact: true }).first().click())
    const id = { White: '10', Red: '11', Green: '12' }[title]
    await page.waitForFunction(`[...document.forms].some((form) => new FormData(form).get('id') === '${id}')`)
  }
  const more = async (times: number) => {
    if (theme.raise) return theme.raise(page, times)
    const button = page.locator(`:not(${line} *):is(${plus})`)
    for (let time = 0; time < times; time += 1) await button.click()
  }
  const moreOf = (title: string) => page.locator(line, { hasText: title }).locator(plus).first().click()
  const add = () => page.getByRole('button', { name: 'Add to cart' }).click()
  const carried = () =>
    shop.lines().map(({ title, quantity, properties }) => [title, quantity, properties['_promise'] ?? null])

  test('the notice follows the variant, there and back', async () => {
    await shop.open()
    expect(await notice()).toEqual([''])
    await choose('Red')
    await expect.poll(notice).toEqual([dated])
    await choose('White')
    await expect.poll(notice).toEqual([''])
    await shop.open('?variant=11')
    expect(await notice()).toEqual([dated])
    expect(await barriers(page.mainFrame())).toEqual([])
  })

  test('the notice follows plus and minus, and what is said goes with the order', async () => {
    await shop.open()
    await choose('Green')
    await more(3)
    await expect.poll(notice).toEqual(['2 ready now, 2 by 4 December 2099.'])
    await more(2)
    await expect.poll(notice).toEqual(['2 ready now, 4 later.'])
    await add()
    await expect.poll(carried).toEqual([['Green', 6, toldNone]])
    await expect.poll(inCart).toEqual(['2 ready now, 4 later.'])
  })

  test('the drawer says what the page said, and says it again however it is drawn anew', async () => {
    await shop.open('?variant=11')
    await add()
    await expect.poll(inCart).toEqual([dated])
    expect(carried()).toEqual([['Red', 1, toldDay]])
    if (theme.hasCartPage) await shop.open('?variant=10')
    else await choose('White')
    await add()
    await expect.poll(carried).toEqual([
      ['White', 1, null],
      ['Red', 1, toldDay],
    ])
    await expect.poll(() => page.locator(line).count()).toBe(2)
    await expect.poll(inCart).toEqual([dated])
    const row = page.locator(line, { hasText: 'Red' })
    await page.locator('.backline-cart').evaluate(`(words) => words.setAttribute('data-old', '')`)
    await moreOf('Red')
    await expect.poll(() => shop.lines().map(({ quantity }) => quantity)).toEqual([1, 2])
    await expect.poll(() => row.locator('.backline-cart:not([data-old])').allInnerTexts()).toEqual([dated])
    await expect.poll(inCart).toEqual([dated])
    expect(await barriers(page.mainFrame())).toEqual([])
  })

  test('a quantity raised in the cart beyond what the day is true of is told so, and the line carries it', async () => {
    await shop.open('?variant=12')
    await more(4)
    await add()
    await expect.poll(inCart).toEqual(['2 ready now, 3 by 4 December 2099.'])
    expect(carried()).toEqual([['Green', 5, toldDay]])
    await moreOf('Green')
    await expect.poll(inCart).toEqual(['2 ready now, 4 later.'])
    await expect.poll(carried).toEqual([['Green', 6, toldNone]])
  })

  test('a quick-add dialog of the same product and the page each say what their own form has', async () => {
    await shop.open('?variant=12')
    await page.evaluate(`fetch('/products/lamp?variant=11&section_id=quick').then((answer) => answer.text()).then((html) => {
      const dialog = document.createElement('div')
      dialog.role = 'dialog'
      dialog.innerHTML = html
      document.body.append(dialog)
    })`)
    const told = (place: string) =>
      page.evaluate(
        `[...document.querySelectorAll('${place}')].map((form) => new FormData(form).get('properties[_promise]'))`,
      )
    await expect.poll(notice).toEqual(['', dated])
    expect(await told('[role=dialog] form[action="/cart/add"]')).toContain(toldDay)
    expect(await told('form[action="/cart/add"]:not([role=dialog] *)')).not.toContain(toldDay)
  })
})

function page_(selector: string) {
  return () => page.locator(selector).allInnerTexts()
}
