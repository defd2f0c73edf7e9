import { implement, ORPCError } from '@orpc/server'
import type { ApiContext } from '../../platform/api/api-context.ts'
import { type ShopSql, withShopSql } from '../../platform/db/with-shop.ts'
import { mostPoints, type PictureFault } from '../../platform/documents/picture-kinds.ts'
import type { Letterhead } from '../contract/letterhead.ts'
import { letterheadRoutes } from '../contract/letterhead-routes.ts'
import { readLogoInThread } from '../letterhead/read-in-thread.ts'
import { loadLetterhead, writeLetterhead, writeLogo } from '../store/letterhead.ts'

const api = implement(letterheadRoutes).$context<ApiContext>()

export const letterhead = api.router({
  find: api.find.handler(({ context: { db, shop } }) => withShopSql(db, shop, letterheadAnswer)),
  write: api.write.handler(({ input: { version, ...texts }, context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      if (!(await writeLetterhead(tx, version, texts))) throw changedMeanwhile()
      return await letterheadAnswer(tx)
    }),
  ),
  putLogo: api.putLogo.handler(async ({ input: { bytes }, context: { db, shop } }) => {
    const read = await readLogoInThread(Buffer.from(bytes, 'base64'))
    if ('fault' in read) throw new ORPCError('UNPROCESSABLE_CONTENT', { message: faultWords[read.fault] })
    return await withShopSql(db, shop, async (tx) => {
      await writeLogo(tx, read.picture)
      return await letterheadAnswer(tx)
    })
  }),
  removeLogo: api.removeLogo.handler(({ context: { db, shop } }) =>
    withShopSql(db, shop, async (tx) => {
      await writeLogo(tx, null)
      return await letterheadAnswer(tx)
    }),
  ),
})

async function letterheadAnswer(tx: ShopSql): Promise<Letterhead> {
  const { logo, shop, address, ...texts } = await loadLetterhead(tx)
  return {
    ...texts,
    address: [...address],
    logo: logo && { ...logo, bytes: Buffer.from(logo.bytes).toString('base64') },
    shop: { name: shop.name ?? tx.shop, address: [...shop.address] },
  }
}

const faultWords: Readonly<Record<PictureFault, string>> = {
  'no-picture': 'This file is not a PNG or JPEG picture. Save the logo as one of these and choose it again.',
  'too-large': `The logo can be ${mostPoints.toLocaleString('en')} pixels wide and high at most. Make it smaller and choose it again.`,
  broken: 'This picture is damaged or not complete. Save it again and choose the new file.',
  'kind-of-png':
    'This kind of PNG can’t be printed. Save it as a PNG with 8 bits per color that isn’t interlaced, or as a JPEG.',
  'kind-of-jpeg': 'This kind of JPEG can’t be printed. Save it in RGB colors, or as a PNG.',
}

function changedMeanwhile() {
  return new ORPCError('CONFLICT', {
    message: 'Somebody else changed the letterhead meanwhile. Nothing of yours was saved.',
    data: { reason: 'changed-meanwhile' },
  })
}
