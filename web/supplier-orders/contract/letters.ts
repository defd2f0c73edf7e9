import { z } from 'zod'
import { line, ownId, text } from '../../platform/contract/inputs.ts'
import { letterheadTexts } from '../../shop/contract/letterhead.ts'
import { language } from '../../suppliers/contract/suppliers.ts'
import { orderingInput } from './changes.ts'
import { supplierOrderChoice } from './supplier-orders.ts'

/** What would be sent, to be looked at first. */
export const supplierLetter = z.object({
  to: z.string().nullable(),
  alsoTo: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** False where there is no mail server: it would be saved to a folder. */
  isMailed: z.boolean(),
})
export type SupplierLetter = z.infer<typeof supplierLetter>

export const sendInput = z.object({
  supplierOrderId: ownId,
  /** Chosen once by whoever sends: the same key sends once, however often it is pressed. */
  key: z.uuid(),
  /** An address that is kept with the supplier; any other is refused. */
  to: z.email(),
  /** Others of its addresses, and those that get a copy. Absent: as they are kept with the supplier. */
  alsoTo: z.array(z.email()).max(10).optional(),
  cc: z.array(z.email()).max(10).optional(),
  /**
   * The last message that whoever sends knows of (`lastSent`), null where there is none: refused where another one was sent
   * meanwhile. Absent: sent anyway.
   */
  lastMessageId: ownId.nullable().optional(),
  /** Absent: as the letter proposes. */
  subject: line(500).optional(),
  text: text(20_000).optional(),
  /** Of a draft: it is ordered with this, both or neither. Absent: it stays as it is. */
  order: orderingInput.omit({ supplierOrderId: true }).optional(),
})

export const sampleInput = letterheadTexts.extend({ language })

const documentFormat = z.enum(['pdf', 'csv'])
export const documentInput = supplierOrderChoice.extend({ format: documentFormat })
export const messageDocumentInput = z.object({ messageId: ownId, format: documentFormat })
