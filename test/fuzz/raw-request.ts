import { connect } from 'node:net'

const patienceMs = 400

/**
 * Sends bytes as they are and answers the status of the first reply; null where the server said nothing, because it
 * waits for more or hung up.
 */
export function rawStatus(port: number, bytes: string | Buffer): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>()
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  const end = (status: number | null) => {
    clearTimeout(timer)
    socket.destroy()
    resolve(status)
  }
  const timer = setTimeout(() => end(null), patienceMs)
  socket.on('data', (reply) => end(Number(/^HTTP\/1\.1 (\d{3})/.exec(reply.toString('latin1'))?.[1] ?? 0)))
  socket.on('error', () => end(null))
  socket.on('close', () => end(null))
  return promise
}
