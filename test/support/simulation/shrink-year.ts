import type { Year } from './shop-year.ts'
import type { Theatre } from './theatre.ts'

/**
 * Takes steps away for as long as something is still wrong: halves, then quarters, down to single ones. At most `tries` years are
 * played.
 */
export async function shrinkYear(
  theatre: Theatre,
  found: Year,
  seed: number,
  tries: number,
): Promise<{ readonly year: Year; readonly faults: readonly string[] }> {
  let year = found
  let faults: readonly string[] = []
  let left = tries
  let size = Math.ceil(year.length / 2)
  for (;;) {
    let hasShrunk = false
    for (let at = 0; at < year.length && left > 0; ) {
      const rest = [...year.slice(0, at), ...year.slice(at + size)]
      left -= 1
      const outcome = await theatre.play(rest, seed)
      if (outcome.faults.length > 0) {
        year = rest.slice(0, outcome.steps)
        faults = outcome.faults
        hasShrunk = true
      } else at += size
    }
    if (left <= 0 || (size === 1 && !hasShrunk)) break
    size = Math.max(1, size === 1 ? 1 : Math.ceil(size / 2))
  }
  return { year, faults: faults.length > 0 ? faults : (await theatre.play(year, seed)).faults }
}
