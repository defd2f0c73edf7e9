import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { aProduct, aPromise, aVariant, extension, extensionFolder } from './a-storefront.ts'

// What is shown is what the product's form has in it, and goes with the order, whatever a theme does to the form or tells of it.
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
const said = (text: string, place = '#main') => expect.poll(() => words(place)).toBe(text)
const told = (place = '#main') =>
  page.evaluate(`new FormData(document.querySelector('${place} form')).get('properties[_promise]')`)
const emit = (name: string, parts: string, place = '#main') =>
  page.evaluate(`{
    const { detail, ...more } = ${parts}
    const event = Object.assign(new CustomEvent('${name}', { bubbles: true, detail }), more)
    document.querySelector('${place}').dispatchEvent(event)
  }`)
const product = (id: string) => `product: { id: 'gid://shopify/Product/${id}' }`
/** As a script sets it: nobody is told, and an attribute need not change. */
const setSilently = (name: string, value: string, place = '#main') =>
  page.evaluate(`{ document.querySelector('${place} [name=${name}]').value = '${value}' }`)
const setId = (id: number, place = '#main') =>
  page.evaluate(`{ const input = document.querySelector('${place} [name=id]'); input.value = ${id}
    input.dispatchEvent(new Event('change', { bubbles: true })) }`)

describe('the form is followed', () => {
  beforeEach(async () => open(section('main', (await block('1')) + form('1'))))

  test('within the event that a browser tells of it', async () => {
    await setId(12)
    expect(await words()).toBe(plain)
    await setId(10)
    expect(await words()).toBe('')
  })

  test.each([
    ['the standard event', 'shopify:product:select', `{ ${product('1')}, detail: { variantId: 12 } }`],
    ['variant:update', 'variant:update', `{ detail: { resource: { id: 12 }, data: { productId: '1' } } }`],
    ['variant:change', 'variant:change', '{ detail: { variant: { id: 12 } } }'],
    ['an event that nobody knows', 'on:variant:change', '{ detail: { variant: { id: 12 } } }'],
  ])('and not %s, which may come before, late or of something else', async (_, name, parts) => {
    await setSilently('id', '11')
    await emit(name, parts)
    await said(red)
    expect(await told()).toContain(red)
    await setSilently('id', '12')
    await said(plain)
  })

  test('when it has no variant, as of a combination that does not exist', async () => {
    await setId(11)
    await setSilently('id', '')
    await said('')
    expect(await told()).toBe(null)
  })

  test('when its shopper goes back and the theme follows the address', async () => {
    await page.evaluate(`window.addEventListener('popstate', () => {
      document.querySelector('[name=id]').value = new URLSearchParams(location.search).get('variant')
    })`)
    await page.evaluate(`history.pushState({}, '', '?variant=11'); history.pushState({}, '', '?variant=10')`)
    await page.evaluate('history.back()')
    await said(red)
  })

  test('when it is made one of another product, as a combined listing does: of that nothing is told', async () => {
    await setId(11)
    for (const own of ['', `document.querySelector('[name=product-id]').value = '2'`]) {
      await page.evaluate(`{ document.querySelector('[name=id]').value = '21'; ${own} }`)
      await said('')
      expect(await told()).toBe(null)
      await page.evaluate(`{ document.querySelector('[name=id]').value = '11'
        document.querySelector('[name=product-id]').value = '1' }`)
      await said(red)
    }
  })
})

describe('nothing is followed that is about', () => {
  test('another product', async () => {
    await open(section('main', (await block('1')) + form('1') + form('2').replace('<form', '<form id="other"')))
    await setId(11)
    await emit('shopify:product:select', `{ ${product('2')}, detail: { variantId: 12 } }`)
    await setId(12, '#other')
    expect(await words()).toBe(red)
  })

  test('another product whose form stands before and names no product', async () => {
    const card = form('2')
      .replace('value="10"', 'value="21"')
      .replace('<input type="hidden" name="product-id" value="2">', '')
    const own = form('1').replace('<input type="hidden" name="product-id" value="1">', '')
    await open(
      section('main', `${card.replace('<form', '<form id="card"')}${await block('1')}<div id="own">${own}</div>`),
    )
    await setSilently('id', '22', '#card')
    await setSilently('id', '11', '#own')
    await said(red)
    expect(await told('#own')).toContain(red)
    expect(await page.evaluate(`new FormData(document.querySelector('#card')).get('properties[_promise]')`)).toBe(null)
  })

  test('the same product in a quick-add dialog, which has a notice of its own', async () => {
    const dialog = `<dialog open id="quick">${await block('1')}${form('1')}</dialog>`
    await open(section('main', (await block('1')) + form('1')) + dialog)
    await setId(11)
    await setId(12, '#quick')
    expect([await words(), await words('#quick')]).toEqual([red, plain])
    await setSilently('id', '10', '#quick')
    await said('', '#quick')
    expect(await words()).toBe(red)
  })

  test('the same product in a quick-add dialog that has none, while the page has no form', async () => {
    await page.clock.install()
    await open(`${section('main', await block('1'))}<dialog open id="quick">${form('1')}</dialog>`)
    await setId(12, '#quick')
    await page.clock.runFor(1000)
    expect(await words()).toBe('')
  })
})

test('two of the same product in one section each have their own', async () => {
  const card = async (id: string) => `<div id="${id}">${await block('1')}${form('1')}</div>`
  await open(section('main', (await card('one')) + (await card('two'))))
  await setSilently('id', '11', '#one')
  await setSilently('id', '12', '#two')
  await said(red, '#one')
  await said(plain, '#two')
  expect([await told('#one'), await told('#two')]).toEqual([
    expect.stringContaining(red),
    expect.stringContaining(plain),
  ])
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
    expect(await told()).toBe(`${plain} [-/-, 2026-11-22T08:00:00Z]`)
  })

  test.each([
    ['a number', '<input type="number" name="quantity" value="1">'],
    ['a hidden field', '<input type="hidden" name="quantity" value="1">'],
    ['a choice', '<select name="quantity"><option>1</option><option>11</option></select>'],
    ['a field of another place that belongs to the form', '</form><input name="quantity" form="own" value="1">'],
  ])('its script sets the quantity in silence, whatever it is: %s', async (_, field) => {
    const few = aVariant({ id: '11' }, aPromise({ from: '2099-12-04', to: '2099-12-04', units: 9 }))
    const html = await extension.render('product-promise', { product: aProduct(few) })
    const own = form('1').replace('<form', '<form id="own"').replace('value="10"', 'value="11"')
    await open(section('main', html + own.replace('<input type="number" name="quantity" value="1">', field)))
    expect(await words()).toBe(red)
    await setSilently('quantity', '11')
    await said(plain)
    expect(await told()).toBe(`${plain} [-/-, 2026-11-22T08:00:00Z]`)
  })

  test.each([
    [
      'a list',
      '<select name="id"><option value="10">White</option><option value="11">Red</option></select>',
      `.value = '11'`,
    ],
    [
      'buttons',
      '<input type="radio" name="id" value="10" checked><input type="radio" name="id" value="11">',
      '.nextSibling.checked = true',
    ],
    ['a field that waits for the theme', '<input name="id" value="11" disabled>', '.disabled = false'],
  ])('the variant is %s', async (_, field, set) => {
    const own = form('1').replace('<input type="hidden" name="id" value="10">', field)
    await open(section('main', (await block('1')) + own))
    expect(await words()).toBe('')
    await page.evaluate(`document.querySelector('#main [name=id]')${set}`)
    await said(red)
    expect(await told()).toContain(red)
  })
})

test('of two forms of a product with quantities of their own, the one that is sent last is shown, as it goes with the order', async () => {
  const few = aVariant({ id: '11' }, aPromise({ from: '2099-12-04', to: '2099-12-04', units: 9 }))
  const html = await extension.render('product-promise', { product: aProduct(few) })
  const own = form('1').replace('value="10"', 'value="11"')
  await page.clock.install()
  await open(section('main', `${html}${own}<div id="bar">${own}</div>`))
  await setSilently('quantity', '11', '#bar')
  expect(await told('#bar')).toContain(plain)
  expect(await words()).toBe(plain)
  await page.clock.runFor(1000)
  expect(await words()).toBe(plain)
})

describe('of two in stock, for whoever has some in the cart,', () => {
  const dated = aPromise({ from: '2099-12-04', to: '2099-12-04', units: 3 })
  const few = aVariant({ id: '11', inventory_quantity: 2 }, dated)
  const have = async (carted: number, embed = '') => {
    const cart = { items: [{ variant: few, quantity: carted, properties: {} }] }
    const html = await extension.render('product-promise', { product: aProduct(few), cart })
    await open(section('main', html + form('1').replace('value="10"', 'value="11"')) + embed)
  }
  const ask = async (units: number) => {
    await page.locator('[name=quantity]').fill(String(units))
    return words()
  }

  test('one: the other is ready, and what comes beyond it is told', async () => {
    await have(1)
    expect(await ask(1)).toBe('')
    expect(await ask(3)).toBe('1 ready now, 2 by 4 December 2099.')
    expect(await ask(5)).toBe('1 ready now, 4 later.')
    expect(await told()).toBe(`${plain} [-/-, 2026-11-22T08:00:00Z]`)
  })

  test('both: not even one more is ready', async () => {
    await have(2)
    expect(await ask(1)).toBe(red)
    expect(await told()).toBe(`${red} [2099-12-04/2099-12-04, 2026-11-22T08:00:00Z]`)
    expect(await ask(4)).toBe(plain)
    await have(3)
    expect(await ask(1)).toBe(red)
  })

  test('both since the page was shown, as the embed of the cart knows: it follows', async () => {
    await have(0, '<backline-cart></backline-cart>')
    expect(await words()).toBe('')
    await page.evaluate(`document.querySelector('backline-cart').lines = [
      { variant: '11', quantity: 1 }, { variant: '10', quantity: 4 }, { variant: '11', quantity: 1 }]`)
    await said(red)
    await page.evaluate(`document.querySelector('backline-cart').lines = []`)
    await said('')
  })
})

test('whoever reads the form finds the promise that is shown in it', async () => {
  await open(section('main', (await block('1')) + form('1')) + section('other', form('2')))
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
  const second = await page.evaluate(`new FormData(document.querySelectorAll('form')[1]).get('properties[_promise]')`)
  expect(second).toContain('2099-12-04')
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
