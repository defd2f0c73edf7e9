import { oc } from '@orpc/contract'
import { z } from 'zod'
import { heldBackListInput, heldBackListOutput, heldBackRow, holdBackInput } from './held-back.ts'
import { pickListInput, pickListOutput, pickListPage } from './pick-list.ts'
import {
  confirmedOutput,
  confirmInput,
  correctionInput,
  openLinesInput,
  openLinesOutput,
  proposalInput,
  proposalOutput,
  receiptChoice,
  receiptDetail,
  receiptListInput,
  receiptListOutput,
  settleInput,
} from './receipts.ts'
import { wishInput, wishOutput } from './wishes.ts'

const tags = ['Receiving']

/** What cannot be received as it was said is refused with 422, and what somebody else changed meanwhile with 409. */
export const receiptRoutes = {
  openLines: oc
    .route({ method: 'GET', path: '/receipts/open-lines', summary: 'Lines that goods can be received for', tags })
    .input(openLinesInput)
    .output(openLinesOutput),
  propose: oc
    .route({ method: 'POST', path: '/receipts/proposal', summary: 'Who would get the goods; changes nothing', tags })
    .input(proposalInput)
    .output(proposalOutput),
  confirm: oc
    .route({ method: 'POST', path: '/receipts', summary: 'The goods came; once for each key', tags })
    .input(confirmInput)
    .output(confirmedOutput),
  list: oc
    .route({ method: 'GET', path: '/receipts', summary: 'What came from suppliers, newest first', tags })
    .input(receiptListInput)
    .output(receiptListOutput),
  find: oc
    .route({ method: 'GET', path: '/receipts/{receiptId}', summary: 'One receipt and its corrections', tags })
    .input(receiptChoice)
    .output(receiptDetail),
  correct: oc
    .route({
      method: 'POST',
      path: '/receipts/{receiptId}/corrections',
      summary: 'More or fewer units came than a receipt says; once for each key',
      tags,
    })
    .input(correctionInput)
    .output(receiptDetail),
  settle: oc
    .route({
      method: 'POST',
      path: '/receipts/{receiptId}/settle',
      summary: 'What becomes of a receipt that Shopify refused',
      tags,
    })
    .input(settleInput)
    .output(receiptDetail),
}

export const wishRoutes = {
  set: oc
    .route({ method: 'POST', path: '/wishes', summary: 'Rank order lines, or pin them to an arrival', tags })
    .input(wishInput)
    .output(wishOutput),
}

export const heldBackRoutes = {
  list: oc
    .route({ method: 'GET', path: '/held-back', summary: 'Stock that is kept out of the queue', tags })
    .input(heldBackListInput)
    .output(heldBackListOutput),
  set: oc
    .route({ method: 'POST', path: '/held-back', summary: 'Keep so many units out of the queue', tags })
    .input(holdBackInput)
    .output(heldBackRow),
}

export const pickListRoutes = {
  find: oc
    .route({ method: 'GET', path: '/pick-list', summary: 'Orders that waited for stock and can leave now', tags })
    .input(pickListPage)
    .output(pickListOutput),
  document: oc
    .route({ method: 'GET', path: '/pick-list/document', summary: 'The pick list as a PDF file', tags })
    .input(pickListInput)
    .output(z.file()),
}
