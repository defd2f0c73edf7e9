import { constants, setPriority } from 'node:os'
import { move } from 'piscina'
import { type OrderDocument, orderPdf } from '../documents/order-document.ts'
import { type PickListDocument, pickListPdf } from '../documents/pick-list.ts'
import { type CsvFile, checkFile as check } from '../supplier-orders/csv/check-file.ts'
import type { Lookups } from '../supplier-orders/csv/lookups.ts'
import { type Answering, askOver } from './questions.ts'

// What is computed beside the thread that answers requests. No task has a connection to anything: what it needs is handed
// in, or asked of who began it.

// On Linux this is the thread's own priority, elsewhere the whole process's: answers go before files.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

export async function drawOrder(order: OrderDocument): Promise<Uint8Array> {
  return moved(await orderPdf(order))
}

export async function drawPickList(list: PickListDocument): Promise<Uint8Array> {
  return moved(await pickListPdf(list))
}

export function checkFile({ port, ...file }: CsvFile & Answering) {
  return check(file, askOver<Lookups>(port))
}

/** Its bytes change their owner instead of being copied. */
function moved(bytes: Uint8Array): Uint8Array {
  return move(new Uint8Array(bytes)) as unknown as Uint8Array
}
