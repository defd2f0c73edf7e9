import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drainShop } from '../../web/lane/drain-shop.ts'
import { withShopSql } from '../../web/platform/db/with-shop.ts'
import { ShopifyRefused } from '../../web/platform/errors.ts'
import { aFloor, aLane } from '../support/lane/a-lane.ts'

let floor: Awaited<ReturnType<typeof aFloor>>
beforeAll(async () => {
  floor = await aFloor()
})
afterAll(() => floor.close())

async function anInstalledShop() {
  const lane = aLane(floor.db)
  await withShopSql(floor.db, lane.shop, (tx) => tx.query('insert into shop (shop_id) values ($1)'))
  return {
    ...lane,
    timesAsked: () => lane.calls.filter(({ operation }) => operation === 'read-shop').length,
    said: async () => {
      const [row] = await lane.query(
        'select name, currency, time_zone as zone, address, contact_email as email from shop where shop_id = $1',
      )
      return row
    },
    hoursPass: (hours: number) =>
      lane.query(`update shop set details_read_at = details_read_at - make_interval(hours => $2) where shop_id = $1`, [
        hours,
      ]),
  }
}

describe('what a shop says of itself', () => {
  it('is read in the first round of its lane, and again when a day has passed', async () => {
    const shop = await anInstalledShop()
    await shop.drains()
    expect(await shop.said()).toEqual({
      name: 'Mugs',
      currency: 'EUR',
      zone: 'Etc/UTC',
      address: ['34 Example Street'],
      email: 'owner@example.com',
    })
    await shop.hoursPass(19)
    await shop.drains()
    expect(shop.timesAsked()).toBe(1)
    await shop.hoursPass(2)
    await shop.drains()
    expect(shop.timesAsked()).toBe(2)
  })

  it('holds up nothing where Shopify does not tell it, and is asked for again the next day', async () => {
    const shop = await anInstalledShop()
    await shop.drains()
    await shop.hoursPass(24)
    const refusing = {
      ...shop.services.admin,
      run: async () => {
        throw new ShopifyRefused('Access denied for shopAddress field.', { code: 'ACCESS_DENIED' })
      },
    }
    await drainShop({ ...shop.services, admin: refusing }, shop.shop)
    expect(await shop.said()).toMatchObject({ name: 'Mugs', currency: 'EUR' })
    await shop.drains()
    expect(shop.timesAsked()).toBe(1)
    await shop.hoursPass(24)
    await shop.drains()
    expect(shop.timesAsked()).toBe(2)
  })
})
