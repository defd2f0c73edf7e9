import { constants, setPriority } from 'node:os'
import { move } from 'piscina'

// For files of tasks: what is computed beside the thread that answers requests. No task has a connection to anything: what it
// needs is handed in, or asked of who began it.

// On Linux this is the thread's own priority, elsewhere the whole process's: answers go before files.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** Its bytes change their owner instead of being copied. */
export function moved(bytes: Uint8Array): Uint8Array {
  return move(new Uint8Array(bytes)) as unknown as Uint8Array
}
