import { oc } from '@orpc/contract'
import { countsInput, countsPreview, openLocations, shopSummary } from './shop.ts'
import { shopRules, shopRulesInput } from './shop-rules.ts'

const tags = ['Shop']

export const shopRoutes = {
  find: oc
    .route({ method: 'GET', path: '/shop', summary: 'The shop, its counts, and what is still due', tags })
    .output(shopSummary),
  locations: oc
    .route({ method: 'GET', path: '/locations', summary: 'Locations that goods can be sent to', tags })
    .output(openLocations),
  setCounts: oc
    .route({
      method: 'PUT',
      path: '/locations/counts',
      summary: 'Whose figure counts at a location; plans follow',
      tags,
    })
    .input(countsInput)
    .output(openLocations),
  previewCounts: oc
    .route({
      method: 'POST',
      path: '/locations/counts/preview',
      summary: 'What counting otherwise at a location would change; writes nothing',
      tags,
    })
    .input(countsInput)
    .output(countsPreview),
  rules: oc.route({ method: 'GET', path: '/shop/rules', summary: 'The rules of the shop', tags }).output(shopRules),
  setRules: oc
    .route({ method: 'PUT', path: '/shop/rules', summary: 'Change rules of the shop; plans follow', tags })
    .input(shopRulesInput)
    .output(shopRules),
}
