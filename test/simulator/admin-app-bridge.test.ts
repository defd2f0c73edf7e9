import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type StubApp, startStubApp } from './admin-stub-app.ts'

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

  it('mirrors where the app is, opens a deep link there, and leads it from the menu', async () => {
    await open('/app/backorders/12?tab=ledger')
    expect(page.url()).toMatch(/\/app\/backorders\/12\?tab=ledger$/)
    await inApp(`history.pushState({}, '', '/orders/5')`)
    await page.waitForURL(/\/app\/orders\/5$/)
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await frame.getByText('/suppliers', { exact: true }).waitFor()
    await page.waitForURL(/\/app\/suppliers$/)
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

  it('folds the menu away on a telephone', async () => {
    await open('', 390)
    expect(await page.getByRole('link', { name: 'Suppliers' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Suppliers' }).click()
    await frame.getByText('/suppliers', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Menu' }).getAttribute('aria-expanded')).toBe('false')
  })
})
