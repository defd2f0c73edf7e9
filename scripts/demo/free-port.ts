import { createServer } from 'node:net'

/** Null if the port can be listened on, else a sentence that says what to do. */
export async function portFault(variable: string, port: number, host: string): Promise<string | null> {
  try {
    await listenOnce(port, host)
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'is in use (is another demo running?)' : `of ${host} cannot be used (${code})`
    return `Port ${port} ${why}. Choose another: ${variable}=${port + 100} npm run demo`
  }
}

export function freePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1')
}

function listenOnce(port: number, host: string): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}
