import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../support/chromium.ts'
import { run, type StubApp, startStubApp } from './admin-stub-app.ts'

const shop = 'mugs.myshopify.com'
let app: StubApp
let browser: Browser
let page: Page
let frame: FrameLocator
let complaints: string[]

beforeAll(async () => {
  app = await startStubApp()
  await app.simulator.createShop({ shop, kind: 'empty' })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})
afterEach(async () => {
  await page.close()
  expect(complaints, 'the browser complained').toEqual([])
})

async function open(path = '', width = 1280): Promise<void> {
  complaints = []
  page = await browser.newPage({ viewport: { width, height: 800 } })
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${app.simulator.url}/admin/${shop}${path}`)
  frame = page.frameLocator('#app')
  await frame.getByText('Bearer ').waitFor()
}

/** Runs code in the app's frame, as the app would. */
const inApp = (code: string) =>
  page
    .frames()
    .find((one) => one.url().startsWith(app.url))
    ?.evaluate(code)

/** The merchant grants these optional scopes from now on. */
const decide = (...optional: string[]) => run(app.simulator, shop, 'change-scopes', { optional })

const request = (...scopes: string[]) =>
  inApp(`void (window.answer = shopify.scopes.request(${JSON.stringify(scopes)}))`)
const answer = () => inApp('window.answer')

async function granted(): Promise<string[]> {
  const reply = await fetch(`${app.simulator.url}/admin/${shop}/scopes.json`)
  const { granted }: { granted: string[] } = JSON.parse(await reply.text())
  return granted
}

describe('App Bridge, from another origin and under a strict policy', () => {
  it('signs the requests of the app with a session token', async () => {
    await open()
    expect(await frame.locator('#out').textContent()).toBe('Bearer eyJ')
    expect(await inApp('shopify.config')).toMatchObject({ apiKey: 'key', shop, locale: 'en' })
  })

  it('shows toasts, and tells the app what became of them', async () => {
    await open()
    await inApp(`shopify.toast.show('Kept', { action: 'Undo', onAction: () => { out.textContent = 'undone' } })`)
    await page.getByRole('button', { name: 'Undo' }).click()
    await frame.getByText('undone').waitFor()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.locator('.toast').waitFor({ state: 'detached' })
  })

  it('shows the save bar and presses the button of the app', async () => {
    await open()
    await inApp(`shopify.saveBar.show('bar')`)
    await page.getByRole('button', { name: 'Save' }).click()
    await frame.getByText('saved', { exact: true }).waitFor()
    await page.getByText('Unsaved changes').waitFor({ state: 'hidden' })
  })

  it("shows the app's buttons in the save bar as they are: off, or at work", async () => {
    await open()
    await inApp(`shopify.saveBar.show('bar')`)
    const save = page.getByRole('button', { name: 'Save' })
    expect(await save.isEnabled()).toBe(true)
    await inApp(`document.querySelector('#bar [variant]').setAttribute('loading', '')`)
    await page.locator('[data-save=save][aria-busy]:disabled').waitFor()
    await inApp(`document.querySelector('#bar [variant]').removeAttribute('loading')`)
    await inApp(`document.querySelector('#bar :not([variant])').disabled = true`)
    await page.locator('[data-save=discard]:disabled').waitFor()
    expect(await save.isEnabled()).toBe(true)
  })

  it('lets an app leave at once where nothing is unsaved', async () => {
    await open()
    expect(await inApp(`shopify.saveBar.leaveConfirmation().then(() => 'left')`)).toBe('left')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  const leave = () => page.getByRole('dialog', { name: 'Leave page with unsaved changes?' })
  const asks = `void shopify.saveBar.leaveConfirmation()
    .then(() => { out.textContent = 'left' }, () => { out.textContent = 'stayed' })`

  it.each([
    ['Stay', () => leave().getByRole('button', { name: 'Stay' }).click()],
    ['Escape', () => page.keyboard.press('Escape')],
  ])('keeps an app that asks where it is after %s, however often it asks, and then lets it leave', async (_, stay) => {
    await open()
    await inApp(`shopify.saveBar.show('bar')`)
    for (const time of ['first', 'second']) {
      await inApp(`out.textContent = ''; ${asks}`)
      await leave().waitFor()
      await stay()
      await frame.getByText('stayed', { exact: true }).waitFor()
      expect(await inApp('bar.showing'), time).toBe(true)
    }
    await inApp(asks)
    await leave().getByRole('button', { name: 'Leave page' }).click()
    await frame.getByText('left', { exact: true }).waitFor()
    expect(await inApp('bar.showing')).toBe(false)
    expect(await page.getByText('Unsaved changes').isVisible()).toBe(false)
  })

  it("lets neither the admin's menu nor a page of the admin's own lead away from what is unsaved unasked", async () => {
    await open()
    await inApp(`shopify.saveBar.show('bar')
      document.body.insertAdjacentHTML('beforeend', '<a href="shopify://admin/themes/current/editor">Theme</a>')
      addEventListener('beforeunload', (event) => event.preventDefault())`)
    for (const lead of [() => page.getByRole('link', { name: 'Suppliers' }), () => frame.getByText('Theme')]) {
      await lead().click()
      await leave().getByRole('button', { name: 'Stay' }).click()
      await frame.locator('#out').click()
    }
    expect(await inApp('location.pathname')).toBe('/')
    expect(await inApp('bar.showing')).toBe(true)
    await frame.getByText('Theme').click()
    await leave().getByRole('button', { name: 'Leave page' }).click()
    await page.waitForURL(/themes\/current\/editor/)
  })

  it('leads from the menu once what is unsaved is given up', async () => {
    await open()
    await inApp(`shopify.saveBar.show('bar')`)
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await leave().getByRole('button', { name: 'Leave page' }).click()
    await frame.getByText('/suppliers', { exact: true }).waitFor()
    expect(await inApp('bar.showing')).toBe(false)
  })

  it('mirrors where the app is, opens a deep link there, and leads it from the menu', async () => {
    await open('/app/backorders/12?tab=ledger')
    expect(page.url()).toMatch(/\/app\/backorders\/12\?tab=ledger$/)
    await inApp(`history.pushState({}, '', '/orders/5')`)
    await page.waitForURL(/\/app\/orders\/5$/)
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await frame.getByText('/suppliers', { exact: true }).waitFor()
    await page.waitForURL(/\/app\/suppliers$/)
  })

  it('stays where the app is when the app stops a click of the menu, whatever is clicked next', async () => {
    await open('/app/suppliers/new')
    await inApp(`
      const halt = (event) => { event.preventDefault(); event.stopPropagation(); out.textContent = 'stopped' }
      addEventListener('click', halt, { capture: true, once: true })
      out.addEventListener('click', () => { out.textContent = 'clicked' })`)
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await frame.getByText('stopped', { exact: true }).waitFor()
    await frame.locator('#out').click()
    await frame.getByText('clicked', { exact: true }).waitFor()
    expect(await inApp('location.pathname')).toBe('/suppliers/new')
  })

  it('makes entries of the links in s-app-nav, all but the one home, and leads by what they say', async () => {
    await open()
    await inApp(`
      document.querySelector('ui-nav-menu').outerHTML = '<s-app-nav><s-link href="/" rel="home">Home</s-link>'
        + '<s-link href="/orders">Orders</s-link><s-link href="/receive">Receive</s-link></s-app-nav>'
      document.addEventListener('shopify:navigate', ({ target }) => {
        out.textContent = 'led to ' + target.getAttribute('href')
        history.pushState({}, '', target.getAttribute('href'))
      })`)
    const menu = page.getByRole('navigation', { name: 'Admin' })
    await menu.getByRole('link', { name: 'Suppliers' }).waitFor({ state: 'detached' })
    expect(await menu.locator('.app-menu a').allTextContents()).toEqual(['Orders', 'Receive'])
    await menu.getByRole('link', { name: 'Orders' }).click()
    await frame.getByText('led to /orders', { exact: true }).waitFor()
    await page.waitForURL(/\/app\/orders$/)
    await menu.getByRole('link', { name: 'Backline', exact: true }).click()
    await frame.getByText('led to /', { exact: true }).waitFor()
  })

  it('asks nothing more of an s-link whose click the app takes, and loads an app that takes nothing', async () => {
    await open()
    await inApp(`
      document.querySelector('ui-nav-menu').outerHTML = '<s-app-nav><s-link href="/orders">Orders</s-link></s-app-nav>'
      const told = []
      const take = (event) => { event.preventDefault(); told.push(event.type); out.textContent = told.join() }
      document.addEventListener('click', take, { once: true })
      document.addEventListener('shopify:navigate', take, { once: true })`)
    await page.getByRole('link', { name: 'Orders' }).click()
    await frame.getByText('click', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Orders' }).click()
    await frame.getByText('click,shopify:navigate', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Orders' }).click()
    await frame.getByText('Bearer ').waitFor()
    await page.waitForURL(/\/app\/orders$/)
  })

  it('says what of the app is in the theme, and leads to pages of the admin', async () => {
    await open()
    expect(await inApp('shopify.app.extensions()')).toMatchObject([
      {
        type: 'theme_app_extension',
        activations: expect.arrayContaining([expect.objectContaining({ status: 'active' })]),
      },
    ])
    await inApp(
      `document.body.insertAdjacentHTML('beforeend', '<a href="shopify://admin/themes/current/editor?template=cart">Theme</a>')`,
    )
    await frame.getByRole('link', { name: 'Theme' }).press('Enter')
    await page.waitForURL(`${app.simulator.url}/admin/${shop}/themes/current/editor?template=cart`)
  })

  it('asks the merchant for more access, and gives what was allowed', async () => {
    await decide()
    await open('', 390)
    await frame
      .locator('body')
      .evaluate((body) => body.insertAdjacentHTML('beforeend', '<button id="more">More</button>'))
    await frame.getByRole('button', { name: 'More' }).click()
    await request('write_products', 'write_orders', 'read_orders')
    const dialog = page.getByRole('dialog', { name: 'Backline asks for more access' })
    await dialog.getByText('View and change products').waitFor()
    expect(await dialog.getByRole('listitem').count()).toBe(2)
    expect(await page.evaluate('document.querySelector("dialog").contains(document.activeElement)')).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    const box = await dialog.boundingBox()
    expect([(box?.x ?? 0) >= 16, (box?.x ?? 0) + (box?.width ?? 999) <= 374]).toEqual([true, true])
    await dialog.getByRole('button', { name: 'Allow', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    const wanted = ['write_orders', 'write_products']
    expect(await answer()).toEqual({ result: 'granted-all', detail: await inApp('shopify.scopes.query()') })
    expect((await granted()).slice(-2)).toEqual(wanted)
    expect(await inApp('document.hasFocus() && document.activeElement.id')).toBe('more')
  })

  it.each([
    ['a button', (dialog: Locator) => dialog.getByRole('button', { name: "Don't allow" }).click()],
    ['Escape', () => page.keyboard.press('Escape')],
  ])('gives nothing that the merchant declines by %s, and asks again', async (_, decline) => {
    await decide('write_orders')
    await open()
    for (const time of ['first', 'second']) {
      await request('write_orders', 'write_products')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await decline(dialog)
      await dialog.waitFor({ state: 'hidden' })
      expect(await answer(), time).toMatchObject({ result: 'declined-all', detail: { granted: await granted() } })
    }
    expect(await granted()).not.toContain('write_products')
  })

  it('does not trouble the merchant with what is granted already, or with what the app never named', async () => {
    await decide('write_products')
    await open()
    expect(await inApp(`shopify.scopes.request(['write_products', 'read_orders'])`)).toMatchObject({
      result: 'granted-all',
    })
    await expect(inApp(`shopify.scopes.request(['write_products', 'write_themes'])`)).rejects.toThrow(
      "The app's manifest does not name write_themes.",
    )
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('lets the app give back what it does not need, and nothing that it requires', async () => {
    await decide('write_products', 'write_orders')
    await open()
    await inApp(`shopify.scopes.revoke(['write_products'])`)
    expect((await granted()).slice(-1)).toEqual(['write_orders'])
    await expect(inApp(`shopify.scopes.revoke(['read_orders'])`)).rejects.toThrow('The app requires read_orders.')
  })

  it('asks no longer when the app was loaded anew', async () => {
    await decide()
    await open()
    await request('write_products')
    await page.getByRole('dialog').waitFor()
    await inApp('location.reload()')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await granted()).not.toContain('write_products')
  })

  it('folds the menu away on a telephone', async () => {
    await open('', 390)
    expect(await page.getByRole('link', { name: 'Suppliers' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await frame.getByText('/suppliers', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded')).toBe('false')
  })
})
