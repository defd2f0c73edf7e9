import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import type { Logger } from 'pino'
import type { Database } from '../../platform/db/client.ts'
import { type InShop, withShopSql } from '../../platform/db/with-shop.ts'
import type { Gate } from '../../platform/http/gate.ts'
import { goneOf } from '../../platform/http/gone.ts'
import { exportCatalogue, exportSuppliers } from '../csv/export/export-rows.ts'

const ownId = /^[0-9]{1,18}$/

type Parts = { readonly db: Pick<Database, 'pool'>; readonly log: Logger; readonly gate: Gate }

/** Suppliers and catalogues as CSV files, written while they are read. */
export function csvExports({ db, log, gate }: Parts): Router {
  const router = Router()
  router.get('/:what', async (req, res, next) => {
    const shop = String(res.locals['shop'])
    const { supplierId = null } = req.query
    const run: InShop = (work) => withShopSql(db, shop, work)
    const one = typeof supplierId === 'string' && ownId.test(supplierId) ? supplierId : null
    if (supplierId !== null && one === null) {
      res.status(400).json({ code: 'BAD_REQUEST', message: 'supplierId: is not one that an answer gave' })
      return
    }
    const files = new Map([
      ['suppliers', () => exportSuppliers(run)],
      ['catalogue', () => exportCatalogue(run, one)],
    ])
    const rows = files.get(req.params.what)
    if (!rows) {
      next()
      return
    }
    const signal = goneOf(res)
    const pieces = rows()
    // Each piece is a turn of its own: somebody who reads slowly keeps nobody waiting meanwhile.
    const nextPiece = (isBegun: boolean) => gate(shop, () => pieces.next(), { signal, isBegun })
    const first = await nextPiece(false)
    res.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${req.params.what}.csv"`,
      'Cache-Control': 'no-store',
    })
    try {
      await pipeline(Readable.from(inTurns(first, nextPiece)), res)
    } catch (error) {
      // The answer has begun: the connection breaks, so that nobody takes the half of a file for the whole.
      if (!isHungUp(error)) log.error({ err: error }, 'an export failed')
    }
  })
  return router
}

type Piece = IteratorResult<string, unknown>

async function* inTurns(first: Piece, nextPiece: (isBegun: boolean) => Promise<Piece>): AsyncGenerator<string> {
  for (let piece = first; !piece.done; piece = await nextPiece(true)) yield piece.value
}

function isHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
