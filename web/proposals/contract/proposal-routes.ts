import { oc } from '@orpc/contract'
import {
  createdDrafts,
  editedProposedLine,
  findProposalInput,
  findProposalOutput,
  makeProposalInput,
  proposalChoice,
  proposedLineEdit,
  proposedLinesInput,
  proposedLinesOutput,
  refusedLinesOutput,
  servesInput,
  servesOutput,
  takenOut,
  takeOutInput,
  unneededInput,
  unneededOutput,
} from './proposals.ts'

const tags = ['Proposals']
const one = '/proposals/{proposalId}' as const
const line = '/proposed-lines/{proposedLineId}' as const
const draft = '/supplier-orders/{supplierOrderId}' as const

/** Older versions are refused with 409, what is not possible with 422. */
export const proposalRoutes = {
  make: oc
    .route({ method: 'POST', path: '/proposals', summary: 'Group uncovered demand by supplier; orders nothing', tags })
    .input(makeProposalInput)
    .output(proposalChoice),
  find: oc
    .route({ method: 'GET', path: one, summary: 'A proposal and the orders it proposes', tags })
    .input(findProposalInput)
    .output(findProposalOutput),
  lines: oc
    .route({
      method: 'GET',
      path: '/proposed-orders/{proposedOrderId}/lines',
      summary: 'What one proposed order has, and the order lines that it is for',
      tags,
    })
    .input(proposedLinesInput)
    .output(proposedLinesOutput),
  refusals: oc
    .route({ method: 'GET', path: `${one}/refusals`, summary: 'What cannot be ordered, and why', tags })
    .input(findProposalInput)
    .output(refusedLinesOutput),
  serves: oc
    .route({ method: 'GET', path: `${line}/serves`, summary: 'Every order line that a proposed line is for', tags })
    .input(servesInput)
    .output(servesOutput),
  edit: oc
    .route({
      method: 'POST',
      path: `${line}/edit`,
      summary: 'Change a quantity or the supplier, or leave it out',
      tags,
    })
    .input(proposedLineEdit)
    .output(editedProposedLine),
  create: oc
    .route({ method: 'POST', path: `${one}/create`, summary: 'Put it on drafts, each unit once', tags })
    .input(proposalChoice)
    .output(createdDrafts),
  discard: oc
    .route({ method: 'POST', path: `${one}/discard`, summary: 'Forget a proposal that was not created', tags })
    .input(proposalChoice)
    .output(proposalChoice),
  unneeded: oc
    .route({ method: 'GET', path: `${draft}/unneeded`, summary: 'Units of a draft that nobody needs any more', tags })
    .input(unneededInput)
    .output(unneededOutput),
  takeOut: oc
    .route({ method: 'POST', path: `${draft}/unneeded/take-out`, summary: 'Take these units out of the draft', tags })
    .input(takeOutInput)
    .output(takenOut),
}
