import { oc } from '@orpc/contract'
import { z } from 'zod'
import { backorderListInput, backorderListOutput } from './backorders.ts'
import { backorderDetail } from './ledger.ts'

export const backorderRoutes = {
  list: oc
    .route({ method: 'GET', path: '/backorders', summary: 'Backordered lines, newest first', tags: ['Backorders'] })
    .input(backorderListInput)
    .output(backorderListOutput),
  find: oc
    .route({
      method: 'GET',
      path: '/backorders/{backorderId}',
      summary: 'One backordered line and why each of its units is where it is',
      tags: ['Backorders'],
    })
    .input(z.object({ backorderId: z.string() }))
    .output(backorderDetail),
}
