import { oc } from '@orpc/contract'
import {
  assignInput,
  catalogueListInput,
  catalogueListOutput,
  entriesChoice,
  entriesOutcome,
  entryInput,
  entryOutput,
  itemChoice,
  itemDetail,
  itemListInput,
  itemListOutput,
  itemRuleInput,
  suggestionsOutput,
} from './catalogue.ts'

const tags = ['Catalogue']
const entries = '/suppliers/{supplierId}/catalogue' as const

/** What suppliers sell, and which of them an item comes from. */
export const catalogueRoutes = {
  list: oc
    .route({ method: 'GET', path: entries, summary: 'What a supplier sells', tags })
    .input(catalogueListInput)
    .output(catalogueListOutput),
  put: oc
    .route({ method: 'PUT', path: `${entries}/{itemId}`, summary: 'Add an item, or write its entry anew', tags })
    .input(entryInput)
    .output(entryOutput),
  assign: oc
    .route({ method: 'POST', path: `${entries}/assign`, summary: 'Add items that are not in it yet', tags })
    .input(assignInput)
    .output(entriesOutcome),
  remove: oc
    .route({ method: 'POST', path: `${entries}/remove`, summary: 'Take items out', tags })
    .input(entriesChoice)
    .output(entriesOutcome),
}

export const itemRoutes = {
  list: oc
    .route({ method: 'GET', path: '/items', summary: 'Items, and who supplies them', tags })
    .input(itemListInput)
    .output(itemListOutput),
  vendors: oc
    .route({ method: 'GET', path: '/items/vendors', summary: 'Vendors of items that nobody supplies yet', tags })
    .output(suggestionsOutput),
  find: oc
    .route({ method: 'GET', path: '/items/{itemId}', summary: 'One item: its rule and its suppliers', tags })
    .input(itemChoice)
    .output(itemDetail),
  setRule: oc
    .route({ method: 'PUT', path: '/items/{itemId}/rule', summary: 'How an item is supplied', tags })
    .input(itemRuleInput)
    .output(itemDetail),
}
