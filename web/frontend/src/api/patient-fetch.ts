const mostTries = 8
const longestPauseSeconds = 30

/**
 * Asks again for as long as the server says that it is too busy for now, and not before it says so. Of what is answered
 * 429 nothing was done, so any call may be repeated; nobody has to be told of it.
 */
export async function patientFetch(request: Request, init: RequestInit = {}): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    // Looked up at each call: App Bridge puts its own fetch in place, which asks again when a token has just ended.
    const reply = await window.fetch(request.clone(), init)
    if (reply.status !== 429 || tries === mostTries) return reply
    const said = Number(reply.headers.get('retry-after') ?? 1)
    await pause(Math.min(said || 1, longestPauseSeconds) * 1_000, request.signal)
  }
}

/** Not to the same moment for all that wait. */
function pause(atLeastMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, atLeastMs * (1 + Math.random() / 2))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
