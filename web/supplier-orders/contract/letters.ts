import { z } from 'zod'
import { line, ownId, text } from '../../platform/contract/inputs.ts'
import { supplierOrderChoice } from './supplier-orders.ts'

/** What would be sent, to be looked at first. */
export const supplierLetter = z.object({
  to: z.string().nullable(),
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
  /** The address that is kept with the supplier; any other is refused. */
  to: z.email(),
  /**
   * The last message that whoever sends knows of (`lastSent`), null where there is none: refused where another one was sent
   * meanwhile. Absent: sent anyway.
   */
  lastMessageId: ownId.nullable().optional(),
  /** Absent: as the letter proposes. */
  subject: line(500).optional(),
  text: text(20_000).optional(),
})

const documentFormat = z.enum(['pdf', 'csv'])
export const documentInput = supplierOrderChoice.extend({ format: documentFormat })
export const messageDocumentInput = z.object({ messageId: ownId, format: documentFormat })
