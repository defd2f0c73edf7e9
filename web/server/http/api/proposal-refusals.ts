import { ORPCError } from '@orpc/server'
import type { EditRefusal } from '../../supplier-orders/change-proposed-line.ts'

/** Why a proposed line was not changed, as an answer of the API. */
export function refusedEdit(refusal: EditRefusal) {
  switch (refusal.reason) {
    case 'no-such-line':
      return new ORPCError('NOT_FOUND', { message: 'There is no such line.' })
    case 'changed-meanwhile':
      return new ORPCError('CONFLICT', { message: 'Somebody else changed this line meanwhile. Nothing was saved.' })
    case 'created-already':
      return new ORPCError('CONFLICT', { message: 'The drafts of this proposal are created: change them instead.' })
    case 'not-on-an-order':
      return new ORPCError('UNPROCESSABLE_CONTENT', { message: 'This item needs a supplier first.' })
    case 'supplier-cannot':
      return new ORPCError('UNPROCESSABLE_CONTENT', {
        message:
          refusal.because === 'discontinued'
            ? 'The item is discontinued.'
            : 'There is no such supplier, or it is archived.',
      })
  }
}

export function noSuchProposal() {
  return new ORPCError('NOT_FOUND', { message: 'There is no such proposal.' })
}
