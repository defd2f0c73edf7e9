import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 100

/** Asks until the address answers 200, or throws once `signal` is aborted. */
export async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  while (!(await isThere(url, signal))) await pause(pollMs, undefined, { signal })
}

/** Whether the address answers well. No answer at all is a no. */
export async function isThere(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal, headers: { accept: 'application/json' } })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    signal.throwIfAborted()
    return false
  }
}

/** Tells the simulator to do something and answers what it said. */
export async function command(url: string, body: object, signal: AbortSignal): Promise<unknown> {
  const answer = await post(url, body, signal)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the simulator refused ${url} (${answer.status}): ${text.slice(0, 500)}`)
  return text === '' ? null : JSON.parse(text)
}

/** Waits until the app has worked off everything that happened in the shop; false if that takes longer. */
export async function isSettled(control: string, timeoutSeconds: number, signal: AbortSignal): Promise<boolean> {
  const answer = await post(`${control}/settle`, { timeoutSeconds }, signal)
  await answer.body?.cancel()
  return answer.ok
}

function post(url: string, body: object, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })
}
