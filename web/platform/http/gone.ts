import type { Response } from 'express'

/** Ends when the answer is over, or nobody waits for it any more. */
export function goneOf(res: Response): AbortSignal {
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  return gone.signal
}
