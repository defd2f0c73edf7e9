import type { Line } from '../line.ts'
import type { Lend } from './run-turns.ts'

/** While those before are at work, the turn leaves its slot to others. */
export function lendingLine(line: Line, lend: Lend): Line {
  return {
    enter() {
      const entered = line.enter()
      return entered instanceof Promise ? lend(() => entered) : entered
    },
  }
}
