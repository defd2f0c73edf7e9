import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a database that can be cut, as a network would: refused, or silent. */
export type DatabaseLine = {
  readonly url: string
  /** Connections break and new ones are refused. */
  cut(): Promise<void>
  /** Connections stay and nothing passes any more. */
  silence(): void
  restore(): Promise<void>
  close(): Promise<void>
}

export async function openDatabaseLine(databaseUrl: string): Promise<DatabaseLine> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isSilent = false
  let server = createServer(pass)
  const port = await listen(0)
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`

  function pass(near: Socket): void {
    const far = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => {
        if (!isSilent) to.write(bytes)
      })
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  }

  function listen(wanted: number): Promise<number> {
    return new Promise((listening) => {
      server.listen(wanted, '127.0.0.1', () => listening((server.address() as AddressInfo).port))
    })
  }

  function cut(): Promise<void> {
    const ended = new Promise<void>((done) => {
      server.close(() => done())
    })
    for (const socket of sockets) socket.destroy()
    return ended
  }

  return {
    url: url.href,
    cut,
    silence() {
      isSilent = true
    },
    async restore() {
      if (server.listening) await cut()
      isSilent = false
      server = createServer(pass)
      await listen(port)
    },
    async close() {
      if (server.listening) await cut()
    },
  }
}
