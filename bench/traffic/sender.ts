// HTTP on plain sockets, and only as much of it as the app's short answers need: a client that parses everything would
// take most of one of the two cores, and the figures would be its own.

import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const endOfHead = Buffer.from('\r\n\r\n')

export type Sender = {
  /** Resolves when it was answered with 200. Sent again where the app asks for that (503); any other end is thrown. */
  send(request: Buffer): Promise<void>
  close(): void
}

const againMs = 500

type Waiting = {
  readonly request: Buffer
  /** The status. */
  readonly done: PromiseWithResolvers<number>
}

/** Sends over kept-alive connections, one request at a time on each, opening them as they are needed. */
export function createSender(port: number, connectionLimit: number): Sender {
  const idle: Connection[] = []
  const all: Connection[] = []
  const queue: Waiting[] = []

  async function send(request: Buffer): Promise<void> {
    while ((await tryOnce(request)) === 503) await pause(againMs)
  }

  function tryOnce(request: Buffer): Promise<number> {
    const waiting = { request, done: Promise.withResolvers<number>() }
    const connection = idle.pop()
    if (connection) connection.send(waiting)
    else if (all.length < connectionLimit) all.push(new Connection(port, waiting, next))
    else queue.push(waiting)
    return waiting.done.promise
  }

  function next(connection: Connection): void {
    const waiting = queue.shift()
    if (waiting) connection.send(waiting)
    else idle.push(connection)
  }

  return {
    send,
    close() {
      for (const connection of all) connection.end()
    },
  }
}

class Connection {
  readonly #socket: Socket
  readonly #onAnswered: (connection: Connection) => void
  #waiting: Waiting | null = null
  #received: Buffer = Buffer.alloc(0)

  constructor(port: number, first: Waiting, onAnswered: (connection: Connection) => void) {
    this.#onAnswered = onAnswered
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (chunk) => this.#read(chunk))
    this.#socket.on('error', (error) => this.#waiting?.done.reject(error))
    this.#socket.on('close', () => this.#waiting?.done.reject(new Error('the app closed a connection that was in use')))
    this.send(first)
  }

  send(waiting: Waiting): void {
    this.#waiting = waiting
    this.#socket.write(waiting.request)
  }

  end(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headLength = this.#received.indexOf(endOfHead) + endOfHead.length
    if (headLength < endOfHead.length) return
    const head = this.#received.toString('latin1', 0, headLength)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) {
      this.#socket.destroy(new Error(`an answer of unknown length: ${head}`))
      return
    }
    if (this.#received.length < headLength + Number(length)) return
    this.#received = Buffer.alloc(0)
    const { done } = this.#waiting ?? {}
    this.#waiting = null
    const status = Number(head.slice(9, 12))
    if (status === 200 || status === 503) done?.resolve(status)
    else done?.reject(new Error(`the app answered ${status}`))
    this.#onAnswered(this)
  }
}
