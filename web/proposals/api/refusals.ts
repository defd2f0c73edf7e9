import { ORPCError } from '@orpc/server'
import { closedLocation } from '../../supplier-orders/api/refusals.ts'
import type { EditRefusal } from '../change-proposed-line.ts'
import type { CreateOutcome } from '../create-proposed-drafts.ts'
import type { RefusalReason } from '../rules/group-facts.ts'
import { mostUnits } from '../rules/group-quantity.ts'

const noSupplier = 'There is no such supplier, or it is archived.'

const supplierCannot: Readonly<Record<RefusalReason, string>> = {
  'no-supplier': noSupplier,
  'made-elsewhere': noSupplier,
  discontinued: 'The item is discontinued.',
  'too-many': `With this supplier’s minimum and packs it would be more than the ${mostUnits} units that a line can have.`,
  'no-longer-sold': 'The item was deleted in Shopify and is no longer sold.',
  'closed-location': closedLocation,
}

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
        message: supplierCannot[refusal.because],
      })
    case 'too-many':
      return new ORPCError('UNPROCESSABLE_CONTENT', {
        message: `The draft has ${refusal.onDraft} units of it already, and a line has ${mostUnits} at most.`,
      })
  }
}

export function noSuchProposal() {
  return new ORPCError('NOT_FOUND', { message: 'There is no such proposal.' })
}

type Undrafted = Exclude<CreateOutcome, { readonly ok: true } | { readonly reason: 'no-such-proposal' }>

/** Why a proposal was not put on drafts. */
export function refusedDrafts(outcome: Undrafted) {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message: undraftedWords(outcome) })
}

function undraftedWords(outcome: Undrafted): string {
  switch (outcome.reason) {
    case 'closed-location':
      return closedLocation
    case 'supplier-archived':
      return `${outcome.supplierName} is archived: choose another supplier for these lines, or leave them out.`
    case 'too-many':
      return `${outcome.title}: its draft would have ${outcome.units} units, and a line has ${mostUnits} at most. Order fewer, or leave it out.`
  }
}
