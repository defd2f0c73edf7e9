import { oc } from '@orpc/contract'
import { z } from 'zod'
import { pageInput } from '../../platform/contract/pages.ts'
import { dataRequest, dataRequestAnswer, dataRequestChoice, dataRequestListOutput } from './data-requests.ts'

const tags = ['Privacy']
const one = '/data-requests/{dataRequestId}' as const

export const dataRequestRoutes = {
  list: oc
    .route({ method: 'GET', path: '/data-requests', summary: 'Shoppers who ask what is kept of their orders', tags })
    .input(pageInput)
    .output(dataRequestListOutput),
  file: oc
    .route({
      method: 'GET',
      path: `${one}/file`,
      summary: 'Everything that is kept of the orders of a request, as a JSON file to be read by people',
      tags,
    })
    .input(dataRequestChoice)
    .output(z.file()),
  setAnswered: oc
    .route({ method: 'PUT', path: `${one}/answered`, summary: 'Mark a request as answered, or take that back', tags })
    .input(dataRequestAnswer)
    .output(dataRequest),
}
