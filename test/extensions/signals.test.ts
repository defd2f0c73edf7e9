import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { aProduct, aPromise, aVariant, extension, extensionFolder } from './a-storefront.ts'

// Pages as the known themes build them, each with its own way to tell that another variant was chosen.
const script = readFileSync(join(extensionFolder, 'assets/promise.js'), 'utf8')
const red = 'On backorder: expected to ship by 4 December 2099.'
const plain = 'On backorder: ships when it is back in stock.'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** Variant 10 ships now, 11 has a day, 12 has none; `more` as many as that of no interest. */
async function block(productId: string, more = 0): Promise<string> {
  const product = aProduct(
    aVariant({ id: '10', inventory_quantity: 9 }, null),
    aVariant({ id: '11' }, aPromise({ from: '2099-12-04', to: '2099-12-04' })),
    aVariant({ id: '12' }),
    ...Array.from({ length: more }, (_, n) => aVariant({ id: `${1000 + n}` })),
  )
  return extension.render('product-promise', { product: { ...product, id: productId } })
}

const form = (productId: string) => `<form action="/cart/add" onsubmit="return false">
  <input type="hidden" name="id" value="10"><input type="hidden" name="product-id" value="${productId}">
  <input type="number" name="quantity" value="1"></form>`
const section = (id: string, html: string) => `<div id="${id}" class="shopify-section">${html}</div>`

async function open(html: string): Promise<void> {
  await page.route('http://shop.test/**', (route) => {
    const body = route.request().url().endsWith('.js') ? script : `<script async src="/promise.js"></script>${html}`
    return route.fulfill({ body, contentType: route.request().url().endsWith('.js') ? 'text/javascript' : 'text/html' })
  })
  await page.goto('http://shop.test/products/mug')
  await page.waitForFunction('!!customElements.get("backline-promise")')
}

beforeEach(async () => {
  await page?.context().close()
  page = await (await browser.newContext()).newPage()
})

const words = (place = '#main') => page.locator(`${place} [data-words]`).innerText()
const emit = (name: string, parts: string, place = '#main') =>
  page.evaluate(`{
    const { detail, ...more } = ${parts}
    const event = Object.assign(new CustomEvent('${name}', { bubbles: true, detail }), more)
    document.querySelector('${place}').dispatchEvent(event)
  }`)
const product = (id: string) => `product: { id: 'gid://shopify/Product/${id}' }`
const setId = (id: number, place = '#main') =>
  page.evaluate(`{ const input = document.querySelector('${place} [name=id]'); input.value = ${id}
    input.dispatchEvent(new Event('change', { bubbles: true })) }`)

describe('a variant is followed when it is told by', () => {
  beforeEach(async () => open(section('main', (await block('1')) + form('1'))))

  test('the standard event, at once', async () => {
    await emit('shopify:product:select', `{ ${product('1')}, detail: { variantId: 11 } }`)
    expect(await words()).toBe(red)
  })

  test('the standard event, later; the last choice counts', async () => {
    await page.evaluate('window.late = Promise.withResolvers()')
    await emit('shopify:product:select', `{ ${product('1')}, promise: window.late.promise }`)
    const found = `Promise.resolve({ variant: { id: 'gid://shopify/ProductVariant/12' } })`
    await emit('shopify:product:select', `{ ${product('1')}, promise: ${found} }`)
    await page.evaluate(`window.late.resolve({ variant: { id: 'gid://shopify/ProductVariant/11' } })`)
    expect(await words()).toBe(plain)
  })

  test('the standard event, when there is no such variant or the theme failed', async () => {
    for (const answer of ['Promise.resolve({ variant: null })', `Promise.reject(new Error('offline'))`]) {
      await setId(11)
      await emit('shopify:product:select', `{ ${product('1')}, promise: ${answer} }`)
      await page.waitForFunction(`document.querySelector('[data-words]').textContent === ''`)
    }
    expect(await words()).toBe('')
  })

  test("the form's hidden field", async () => {
    await setId(12)
    expect(await words()).toBe(plain)
    await setId(10)
    expect(await words()).toBe('')
  })

  test('variant:update, with the variant or without one', async () => {
    await emit('variant:update', `{ detail: { resource: { id: 11 }, data: { productId: '1' } } }`)
    expect(await words()).toBe(red)
    await emit('variant:update', `{ detail: { resource: null, data: { productId: '1' } } }`)
    expect(await words()).toBe('')
  })

  test('variant:change', async () => {
    await emit('variant:change', '{ detail: { variant: { id: 12 } } }', '#main form')
    expect(await words()).toBe(plain)
  })

  test('the address, going back', async () => {
    await page.evaluate(`history.pushState({}, '', '?variant=11'); history.pushState({}, '', '?variant=10')`)
    await page.evaluate('history.back()')
    await page.waitForFunction(`document.querySelector('[data-words]').textContent !== ''`)
    expect(await words()).toBe(red)
  })
})

describe('nothing is followed that is about', () => {
  test('another product', async () => {
    await open(section('main', (await block('1')) + form('1') + form('2').replace('<form', '<form id="other"')))
    await setId(11)
    await emit('shopify:product:select', `{ ${product('2')}, detail: { variantId: 12 } }`)
    await emit('variant:update', `{ detail: { resource: { id: 12 }, data: { productId: '2' } } }`)
    await setId(12, '#other')
    expect(await words()).toBe(red)
  })

  test('the same product in a quick-add dialog, which has a notice of its own', async () => {
    const dialog = `<dialog open id="quick">${await block('1')}${form('1')}</dialog>`
    await open(section('main', (await block('1')) + form('1')) + dialog)
    await setId(11)
    await setId(12, '#quick')
    expect([await words(), await words('#quick')]).toEqual([red, plain])
    await emit('variant:update', `{ detail: { resource: { id: 10 }, data: { productId: '1' } } }`, '#quick')
    expect([await words(), await words('#quick')]).toEqual([red, ''])
  })
})

test('two products on one page each have their own', async () => {
  await open(section('main', (await block('1')) + form('1')) + section('second', (await block('2')) + form('2')))
  await setId(11)
  await setId(12, '#second')
  expect([await words(), await words('#second')]).toEqual([red, plain])
})

test('a block in another section than the form follows it all the same', async () => {
  await open(section('main', await block('1')) + section('second', form('1')))
  await setId(11, '#second')
  expect(await words()).toBe(red)
})

test('a block that comes later, as in a dialog that is loaded, begins with what its form has', async () => {
  await open(section('main', ''))
  const html = JSON.stringify((await block('1')) + form('1').replace('value="10"', 'value="12"'))
  await page.evaluate(`document.querySelector('#main').innerHTML = ${html}`)
  expect(await words()).toBe(plain)
  await page.evaluate(`document.querySelector('#main').replaceChildren()`)
  expect(await page.locator('#main').innerHTML()).toBe('')
})

test('250 variants are switched within the event, and only the words change', async () => {
  await open(section('main', (await block('1', 247)) + form('1')))
  await setId(11)
  const seen = await page.evaluate<{ words: string[]; changed: string[] }>(`{
    const input = document.querySelector('[name=id]')
    const words = document.querySelector('#main [data-words]')
    const watch = new MutationObserver(() => undefined)
    watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    const seen = { words: [], changed: [] }
    for (const id of ['1246', '11', '1246']) {
      input.value = id
      input.dispatchEvent(new Event('change', { bubbles: true }))
      seen.words.push(words.innerText)
      const changed = watch.takeRecords().map(({ target }) => target).filter((target) => target !== input)
      seen.changed.push(...changed.map((target) => (target === words ? 'words' : target.outerHTML)))
    }
    seen
  }`)
  expect(seen).toEqual({ words: [plain, red, plain], changed: ['words', 'words', 'words'] })
})

describe('a theme that says nothing is followed when', () => {
  const silently = `document.addEventListener('change', ({ target }) => {
    if (target.name !== 'Colour') return
    target.form.elements.id.value = target.value
    history.replaceState({}, '', '?variant=' + target.value)
  })`
  const colours = '<label><input type="radio" name="Colour" value="11">Red</label>'
  const plus = '<button type="button" onclick="this.form.elements.quantity.stepUp(10)">+</button>'

  test('it sets the hidden id by itself', async () => {
    await open(section('main', (await block('1')) + form('1').replace('</form>', `${colours}</form>`)))
    await page.evaluate(silently)
    await page.getByText('Red').click()
    await expect.poll(() => words()).toBe(red)
  })

  test('it sets the hidden id after a while, as when it asked its server', async () => {
    await open(section('main', (await block('1')) + form('1')))
    await page.evaluate(`document.querySelector('[name=id]').value = '11'`)
    await expect.poll(() => words()).toBe(red)
  })

  test('its plus raises the quantity: the page and the order say the same', async () => {
    const few = aVariant({ id: '11' }, aPromise({ from: '2099-12-04', to: '2099-12-04', units: 9 }))
    const html = await extension.render('product-promise', { product: aProduct(few) })
    await open(
      section('main', html + form('1').replace('value="10"', 'value="11"').replace('</form>', `${plus}</form>`)),
    )
    expect(await words()).toBe(red)
    await page.getByText('+').click()
    await expect.poll(() => words()).toBe(plain)
    const told = await page.evaluate(`new FormData(document.forms[0]).get('properties[_promise]')`)
    expect(told).toBe(`${plain} [-/-, 2026-11-22T08:00:00Z]`)
  })

  test('what an event told of no variant stays while the form says nothing else', async () => {
    await open(section('main', (await block('1')) + form('1').replace('value="10"', 'value="11"')))
    await emit('variant:update', `{ detail: { resource: null, data: { productId: '1' } } }`)
    await page.locator('h1, body').first().click()
    await page.evaluate('new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))')
    expect(await words()).toBe('')
  })
})

test('whoever reads the form finds the promise that is shown in it', async () => {
  await open(section('main', (await block('1')) + form('1')) + section('other', form('2')))
  const told = (place = '#main') =>
    page.evaluate(`new FormData(document.querySelector('${place} form')).get('properties[_promise]')`)
  expect(await told()).toBe(null)
  await setId(11)
  expect(await told()).toBe(`${red} [2099-12-04/2099-12-04, 2026-11-22T08:00:00Z]`)
  await setId(12)
  expect(await told()).toBe(`${plain} [-/-, 2026-11-22T08:00:00Z]`)
  expect(await told('#other')).toBe(null)
  await setId(10)
  expect(await told()).toBe(null)
})

test('a form of a theme that draws it anew, or a second one for instalments, tells the same', async () => {
  const instalments = form('1').replace('<input type="number" name="quantity" value="1">', '')
  await open(section('main', (await block('1')) + instalments + form('1')))
  await page.evaluate(`document.querySelector('#main').lastElementChild.outerHTML =
    ${JSON.stringify(form('1').replace('value="10"', 'value="11"'))}`)
  const told = await page.evaluate(`new FormData(document.querySelectorAll('form')[1]).get('properties[_promise]')`)
  expect(told).toContain('2099-12-04')
})

test('a quantity that the day is not true of names none, on the page and in the form', async () => {
  const dated = { from: '2099-12-01', to: '2099-12-04', units: 3 }
  const few = aVariant({ id: '11', inventory_quantity: 2 }, aPromise(dated))
  const html = await extension.render('product-promise', { product: aProduct(few) })
  await open(section('main', html + form('1').replace('value="10"', 'value="11"')))
  const ask = async (units: number) => {
    await page.locator('[name=quantity]').fill(String(units))
    return [await words(), await page.evaluate(`new FormData(document.forms[0]).get('properties[_promise]')`)]
  }
  expect(await ask(2)).toEqual(['', null])
  expect(await ask(5)).toEqual([
    '2 ready now, 3 between 1 December 2099 and 4 December 2099.',
    'On backorder: expected to ship between 1 December 2099 and 4 December 2099. [2099-12-01/2099-12-04, 2026-11-22T08:00:00Z]',
  ])
  expect(await ask(6)).toEqual(['2 ready now, 4 later.', `${plain} [-/-, 2026-11-22T08:00:00Z]`])
})
