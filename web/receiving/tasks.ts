import { moved } from '../platform/threads/beside-answers.ts'
import { type PickListDocument, pickListPdf } from './pick-list.ts'

export async function drawPickList(list: PickListDocument): Promise<Uint8Array> {
  return moved(await pickListPdf(list))
}
