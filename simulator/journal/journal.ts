// What the simulator keeps on disk: rows of text, written behind in one transaction every tenth of a second, so that a
// verb costs no disk and a kill at any moment loses at most the last of them, never half a change.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const FLUSH_AFTER_MS = 100

export type KeptRow = { readonly space: string; readonly kind: string; readonly id: string; readonly body: string }

export type Journal = {
  /** The row has changed. `read` is asked when it is written: its text then, or null once it is gone. */
  mark(space: string, kind: string, id: string, read: () => string | null): void
  /** Every kept row, in the order of space, kind and id. */
  rows(): Iterable<KeptRow>
  flush(): void
  close(): void
}

type Marked = { readonly space: string; readonly kind: string; readonly id: string; read(): string | null }

/** Keeps nothing: for tests and for shops that need not outlive the process. */
export const forgetful: Journal = {
  mark: () => undefined,
  rows: () => [],
  flush: () => undefined,
  close: () => undefined,
}

export function openJournal(dataDir: string): Journal {
  mkdirSync(dataDir, { recursive: true })
  const database = new DatabaseSync(join(dataDir, 'simulator.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  database.exec(
    'CREATE TABLE IF NOT EXISTS row (space TEXT, kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (space, kind, id)) WITHOUT ROWID',
  )
  const write = database.prepare('INSERT OR REPLACE INTO row (space, kind, id, body) VALUES (?, ?, ?, ?)')
  const erase = database.prepare('DELETE FROM row WHERE space = ? AND kind = ? AND id = ?')
  const everything = database.prepare('SELECT space, kind, id, body FROM row ORDER BY space, kind, id')
  const marked = new Map<string, Marked>()
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (marked.size === 0) return
    database.exec('BEGIN IMMEDIATE')
    for (const { space, kind, id, read } of marked.values()) {
      const body = read()
      if (body === null) erase.run(space, kind, id)
      else write.run(space, kind, id, body)
    }
    database.exec('COMMIT')
    marked.clear()
  }

  return {
    mark(space, kind, id, read) {
      marked.set(`${space}\n${kind}\n${id}`, { space, kind, id, read })
      timer ??= setTimeout(flush, FLUSH_AFTER_MS)
    },
    *rows() {
      for (const row of everything.iterate()) {
        yield {
          space: String(row['space']),
          kind: String(row['kind']),
          id: String(row['id']),
          body: String(row['body']),
        }
      }
    },
    flush,
    close() {
      flush()
      database.close()
    },
  }
}
