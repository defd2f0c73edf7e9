import type { Database } from '../../db/client.ts'

/** Who asks, and when: `today` is a calendar day in UTC. */
export type ApiContext = { readonly db: Pick<Database, 'pool'>; readonly shop: string; readonly today: string }
