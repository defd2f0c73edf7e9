import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Express, Router } from 'express'
import { bulkRows } from '../shop/bulk-rows.ts'
import type { Seed } from '../shop/seed.ts'

const bytesAtOnce = 1_000_000

type Operation = { readonly roots: number; readonly bytes: number }

/** Bulk operations that are done at once: what they find is a file, sent from any byte on. */
export function createBulkFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bulk-'))
  const operations = new Map<number, Operation>()
  const fileOf = (id: number) => join(folder, `${id}.jsonl`)

  return {
    run(seed: Seed, query: string) {
      const id = operations.size + 1
      const found = bulkRows[/query (\w+)/.exec(query)?.[1] ?? '']?.(seed) ?? { roots: 0, rows: [] }
      operations.set(id, { roots: found.roots, bytes: write(fileOf(id), found.rows) })
      const bulkOperation = { id: `gid://shopify/BulkOperation/${id}`, status: 'CREATED', createdAt: now() }
      return { bulkOperationRunQuery: { bulkOperation, userErrors: [] } }
    },
    read(gid: string, origin: string) {
      const id = Number(gid.slice(gid.lastIndexOf('/') + 1))
      const { roots = 0, bytes = 0 } = operations.get(id) ?? {}
      const counts = { objectCount: String(roots), rootObjectCount: String(roots), fileSize: String(bytes) }
      const url = bytes === 0 ? null : `${origin}/bulk/${id}.jsonl`
      return { bulkOperation: { id: gid, status: 'COMPLETED', errorCode: null, ...counts, url } }
    },
    serve(app: Express): void {
      app.use(Router().get('/bulk/:id.jsonl', (req, res) => res.sendFile(fileOf(Number(req.params['id'])))))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function now(): string {
  return new Date().toISOString()
}

/** Answers how long the file is. */
function write(file: string, rows: Iterable<object>): number {
  const descriptor = openSync(file, 'w')
  let bytes = 0
  let text = ''
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`
    if (text.length < bytesAtOnce) continue
    bytes += writeSync(descriptor, text)
    text = ''
  }
  bytes += writeSync(descriptor, text)
  closeSync(descriptor)
  return bytes
}
