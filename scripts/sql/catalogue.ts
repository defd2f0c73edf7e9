import pg from 'pg'
import { z } from 'zod'

/** What a statement's names mean, as a database says that has all migrations. */
export const Catalogue = z.object({
  /** Tables and views that hold rows of a shop, and lie with its others where an engine is sharded by shop. */
  tablesOfAShop: z.array(z.string()),
  /** Functions, by name; `reads` is one of ours that does more than work with what it is given. */
  functions: z.record(
    z.string(),
    z.object({ volatility: z.enum(['immutable', 'stable', 'volatile']), reads: z.boolean() }),
  ),
})
export type Catalogue = z.infer<typeof Catalogue>

/** Claimed and given back by workers that look over all shops; they stay where the workers ask. */
const stayTogether = ['lane', 'nudge']

// A name that means several functions is what the worst of them is.
const functions = `
  select p.proname as name,
         case when bool_or(p.provolatile = 'v') then 'volatile' when bool_or(p.provolatile = 's') then 'stable' else 'immutable' end
           as volatility,
         bool_or(p.pronamespace = 'public'::regnamespace
           and (p.provolatile <> 'i' or p.prosrc ~* '\\m(from|join|into|update)\\s+(public\\.)?"?[a-z_]+"?\\M')) as reads
    from pg_proc p where p.pronamespace in ('public'::regnamespace, 'pg_catalog'::regnamespace)
   group by p.proname`

const tables = `
  select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> all ($1)
   order by 1`

export async function readCatalogue(url: string): Promise<Catalogue> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: called } = await client.query<{ name: string } & Catalogue['functions'][string]>(functions)
    const { rows: kept } = await client.query<{ name: string }>(tables, [stayTogether])
    return {
      tablesOfAShop: kept.map(({ name }) => name),
      functions: Object.fromEntries(called.map(({ name, ...rest }) => [name, rest])),
    }
  } finally {
    await client.end()
  }
}
