import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { asOwner } from '../support/database/database.ts'
import { aPng } from '../support/pictures.ts'
import { aMerchant, type Merchant, type OpenPage, screens, watchMoves } from './people/a-merchant.ts'

let merchant: Merchant
let opened: OpenPage
let page: Page

beforeAll(async () => {
  merchant = await aMerchant('mugs.myshopify.com')
})
afterAll(() => merchant.close())
beforeEach(() => asOwner(merchant.databaseUrl, 'truncate letterhead'))
afterEach(async () => {
  await page.context().close()
  expect(opened.complaints).toEqual([])
})

const line = Buffer.concat([Buffer.alloc(1), Buffer.alloc(600, 40), Buffer.alloc(600, 180)])
const stripes = Buffer.concat(Array.from({ length: 100 }, () => line))
const field = (label: string) => page.getByRole('textbox', { name: label })
const logo = (buffer: Buffer, name = 'logo.png') =>
  page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'image/png', buffer })

describe.each(screens)('the letterhead at $width points', (screen) => {
  test('has a logo and texts, which are seen on a document before they are saved', async () => {
    opened = await merchant.open('/letterhead', { screen, script: watchMoves })
    page = opened.page
    await logo(Buffer.from('<svg/>'), 'logo.png')
    await page.getByText('This file is not a PNG or JPEG picture.').waitFor()
    await logo(aPng({ width: 400, height: 100, color: 2, points: stripes }))
    await page.getByRole('img', { name: 'Your logo' }).waitFor()
    await field('Name and address').fill('Mugs GmbH\n10115 Berlin')
    await field('Footer').fill('IBAN DE02 1203 0000 0000')
    await field('Terms').fill('Payment within 30 days.')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Preview a document' }).click()
    expect((await download).suggestedFilename()).toBe('letterhead-preview.pdf')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor({ state: 'hidden' })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(
      0,
    )
    expect(await barriers(page)).toEqual([])
    await page.reload()
    await page.getByRole('img', { name: 'Your logo' }).waitFor()
    expect(await field('Footer').inputValue()).toBe('IBAN DE02 1203 0000 0000')
  })
})
