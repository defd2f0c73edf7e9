import type { Database } from '../../db/client.ts'

/** Who asks. */
export type ApiContext = {
  readonly db: Pick<Database, 'pool'>
  readonly shop: string
  /** False where what is sent to suppliers is saved, as there is no mail server. */
  readonly isMailed: boolean
}
