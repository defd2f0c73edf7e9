import type { Database } from '../../db/client.ts'

/** Who asks. */
export type ApiContext = { readonly db: Pick<Database, 'pool'>; readonly shop: string }
