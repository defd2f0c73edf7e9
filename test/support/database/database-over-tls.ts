import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Certificate } from './certificate.ts'

export type DatabaseOverTls = {
  /** An address of PostgreSQL's, by way of here. */
  address(url: string, settings?: Readonly<Record<string, string>>): string
  /** How many connections came, with TLS and without. */
  readonly came: { encrypted: number; plain: number }
  stop(): Promise<void>
}

/** What a client sends that asks for TLS: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const asksForTls = Buffer.from('0000000804d2162f', 'hex')

/** Stands before PostgreSQL and answers with TLS, by this certificate; without one it says that it has none. */
export async function databaseOverTls(postgres: string, certificate: Certificate | null): Promise<DatabaseOverTls> {
  const came = { encrypted: 0, plain: 0 }
  const open = new Set<Socket>()
  const server = createServer(async (socket) => {
    keep(socket)
    const [first] = await once(socket, 'data').catch(() => [null])
    if (!Buffer.isBuffer(first)) return
    if (!first.equals(asksForTls)) {
      came.plain += 1
      passOn(socket, first)
    } else if (certificate === null) socket.write('N')
    else {
      socket.write('S')
      const encrypted = new TLSSocket(socket, { isServer: true, ...certificate })
      keep(encrypted)
      encrypted.once('secure', () => {
        came.encrypted += 1
      })
      passOn(encrypted)
    }
  })
  server.listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function keep(socket: Socket): void {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
  }

  function passOn(socket: Socket, first?: Buffer): void {
    const onward = connect(Number(new URL(postgres).port), new URL(postgres).hostname)
    keep(onward)
    if (first) onward.write(first)
    socket.pipe(onward).pipe(socket)
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
  }

  return {
    came,
    address(url, settings = {}) {
      const address = new URL(url)
      address.hostname = 'localhost'
      address.port = String(port)
      for (const [name, value] of Object.entries(settings)) address.searchParams.set(name, value)
      return address.href
    },
    stop: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
