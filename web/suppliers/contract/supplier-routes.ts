import { oc } from '@orpc/contract'
import {
  supplierChoice,
  supplierDeleted,
  supplierDetail,
  supplierEdit,
  supplierFields,
  supplierListInput,
  supplierListOutput,
  supplierVersion,
} from './suppliers.ts'

const tags = ['Suppliers']
const one = '/suppliers/{supplierId}' as const

/** An edit of an older version is refused with 409, a name that another supplier has with 422. */
export const supplierRoutes = {
  list: oc
    .route({ method: 'GET', path: '/suppliers', summary: 'Suppliers by name', tags })
    .input(supplierListInput)
    .output(supplierListOutput),
  find: oc
    .route({ method: 'GET', path: one, summary: 'One supplier, and how well it delivers', tags })
    .input(supplierChoice)
    .output(supplierDetail),
  create: oc
    .route({ method: 'POST', path: '/suppliers', summary: 'A new supplier', tags })
    .input(supplierFields)
    .output(supplierDetail),
  edit: oc
    .route({ method: 'POST', path: `${one}/edit`, summary: 'Write a supplier anew', tags })
    .input(supplierEdit)
    .output(supplierDetail),
  archive: oc
    .route({ method: 'POST', path: `${one}/archive`, summary: 'Order nothing more from it', tags })
    .input(supplierVersion)
    .output(supplierDetail),
  delete: oc
    .route({
      method: 'POST',
      path: `${one}/delete`,
      summary: 'Delete who a supplier is; what was ordered from it stays',
      description: 'Refused while an order of it is a draft, ordered or partly received. Nothing brings it back.',
      tags,
    })
    .input(supplierVersion)
    .output(supplierDeleted),
  restore: oc
    .route({ method: 'POST', path: `${one}/restore`, summary: 'Bring an archived supplier back', tags })
    .input(supplierVersion)
    .output(supplierDetail),
}
