import type { Database } from '../db/client.ts'
import type { CallBody } from './call-body.ts'

/** Who asks. */
export type ApiContext = {
  readonly db: Pick<Database, 'pool'>
  readonly shop: string
  /** Shopify's number of the staff member, by the session token; null where it names none. */
  readonly user: string | null
  /** False where what is sent to suppliers is saved, as there is no mail server. */
  readonly isMailed: boolean
  readonly body: CallBody
}
