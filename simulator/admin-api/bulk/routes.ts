import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import type { BulkOperation } from '../../store/state.ts'
import type { World } from '../../world.ts'
import { drawBulkFault } from '../admin-faults.ts'
import type { BulkOperations } from './bulk-operations.ts'

/** Whoever has the address may read the file: it carries a signature instead of a token. */
export function bulkAddress(origin: string, shop: string, { id, signature }: BulkOperation): string {
  return `${origin}/shopify/${shop}/bulk/${id}.jsonl?signature=${signature}`
}

/** The files that bulk operations leave, from their beginning or from a byte on. */
export function bulkRoutes(world: World, operations: BulkOperations): Router {
  const router = Router()
  router.get('/shopify/:shop/bulk/:id.jsonl', async (req: Request, res: Response) => {
    const shop = world.findShop(String(req.params['shop']))
    const operation = shop?.bulkOperations.get(String(req.params['id']))
    const isThere = operation?.status === 'COMPLETED' || operation?.status === 'FAILED'
    if (!shop || !operation || !isThere || operation.signature !== req.query['signature']) {
      return void res.status(403).type('text').send('AccessDenied')
    }
    const asked = req.range(operation.fileSize)
    if (asked === -1) return void res.status(416).end()
    const start = Array.isArray(asked) ? (asked[0]?.start ?? 0) : 0
    if (start > 0)
      res.status(206).set('Content-Range', `bytes ${start}-${operation.fileSize - 1}/${operation.fileSize}`)
    res.type('application/jsonl').set('Content-Length', String(operation.fileSize - start))
    const { isHit: breaksOff, random } = drawBulkFault(shop.faults, 'cut')
    shop.faults = { ...shop.faults, random }
    const end = breaksOff ? Math.floor((start + operation.fileSize) / 2) : Number.POSITIVE_INFINITY
    // A reader that leaves in the middle is no fault of ours.
    await pipeline(createReadStream(operations.fileOf(shop.shop, operation.id), { start, end }), res).catch(() =>
      res.destroy(),
    )
    if (breaksOff) res.destroy()
  })
  return router
}
