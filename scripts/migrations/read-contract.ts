import pg from 'pg'

/** Something that a version of the app may rely on, or must do; `lost` says what is wrong where it is missing afterwards. */
export type Clause = { readonly subject: string; readonly what: string; readonly lost: string }

/** What one who writes rows of a table must keep to. */
export type Demand = {
  readonly table: string
  readonly subject: string
  readonly what: string
  /** What it is about; null where that is an expression. */
  readonly columns: readonly string[] | null
  /** Rows that are there already were looked at for it, or would be. */
  readonly isProved: boolean
}

export type Callable = {
  readonly name: string
  readonly types: readonly string[]
  /** So many of its parameters must be given. */
  readonly needed: number
  readonly body: string
}

/** What a database gives to the versions of the app that work with it, and what it asks of them. */
export type Contract = {
  readonly clauses: readonly Clause[]
  readonly demands: readonly Demand[]
  readonly functions: readonly Callable[]
}

const tables = `
  named AS (
    SELECT c.oid, c.relname, c.relkind, c.relfilenode, c.relrowsecurity,
           CASE WHEN c.relkind IN ('v', 'm') THEN 'view ' || c.relname WHEN owner.relname IS NOT NULL THEN 'table ' || owner.relname
                WHEN c.relkind = 'S' THEN 'sequence ' || c.relname ELSE 'table ' || c.relname END AS subject
      FROM pg_class c
      LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_class owner ON owner.oid = d.refobjid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND c.relname <> '_prisma_migrations'),
  cell AS (
    SELECT named.*, a.attname, a.attnum, a.attnotnull, a.atthasdef OR a.attidentity <> '' AS is_filled,
           format_type(a.atttypid, a.atttypmod) AS type, format('column %s.%s', relname, attname) AS column_subject
      FROM named JOIN pg_attribute a ON a.attrelid = named.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE named.relkind <> 'S'),
  ours AS (
    SELECT p.*, format('function %s(%s)', proname, oidvectortypes(proargtypes)) AS subject
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace)`

const clauses = `
  WITH ${tables}
  SELECT subject, 'is there' AS what, 'is gone' AS lost FROM named WHERE relkind <> 'S'
  UNION ALL SELECT subject, 'is in ' || relfilenode, 'is written anew as a whole, and locked for as long as that takes'
              FROM named WHERE relkind = 'r'
  UNION ALL SELECT subject, 'shows rows of others', 'has row-level security now' FROM named WHERE relkind IN ('r', 'p') AND NOT relrowsecurity
  UNION ALL SELECT column_subject, 'is there', 'is gone' FROM cell
  UNION ALL SELECT column_subject, 'is ' || type, 'is no longer ' || type FROM cell
  UNION ALL SELECT column_subject, 'may be null', 'may no longer be null' FROM cell WHERE NOT attnotnull AND relkind IN ('r', 'p')
  UNION ALL SELECT column_subject, 'has a default', 'has no default any more' FROM cell WHERE is_filled
  UNION ALL SELECT subject, 'is there', 'is gone' FROM ours
  UNION ALL SELECT subject, 'gives ' || coalesce(pg_get_function_result(oid), 'nothing'),
                   'no longer gives ' || coalesce(pg_get_function_result(oid), 'nothing') FROM ours
  UNION ALL SELECT subject, 'takes ' || count, format('can no longer be called with %s of its parameters', count) FROM ours, generate_series(pronargs::integer - pronargdefaults, pronargs::integer) AS count
  UNION ALL SELECT subject, 'as its owner', 'runs with the rights of who calls it now' FROM ours WHERE prosecdef
  UNION ALL SELECT subject, 'EXECUTE', 'may no longer be called by the app' FROM ours WHERE has_function_privilege('backline_app', oid, 'EXECUTE')
  UNION ALL SELECT subject, privilege, format('does not let the app %s any more', privilege)
              FROM named, unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) AS privilege
             WHERE relkind <> 'S' AND has_table_privilege('backline_app', named.oid, privilege)
  UNION ALL SELECT column_subject, privilege, format('does not let the app %s any more', privilege)
              FROM cell, unnest('{SELECT,INSERT,UPDATE}'::text[]) AS privilege
             WHERE has_column_privilege('backline_app', cell.oid, attnum, privilege) AND NOT has_table_privilege('backline_app', cell.oid, privilege)
  UNION ALL SELECT subject, 'USAGE of ' || relname, format('does not let the app take numbers of %s any more', relname)
              FROM named WHERE CASE relkind WHEN 'S' THEN has_sequence_privilege('backline_app', named.oid, 'USAGE') ELSE false END
  UNION ALL SELECT format('key of %s: %s', relname, definition), 'is there', 'is gone, and ON CONFLICT may name it' FROM named, ${indexesOf('named.oid', true)}
  UNION ALL SELECT format('index of %s: %s', relname, definition), 'is there', 'is gone, and queries may need it' FROM named, ${indexesOf('named.oid', false)}
  UNION ALL SELECT format('policy %s of %s', policyname, tablename), concat_ws(' ', permissive, roles, cmd, qual, with_check), 'is gone or another'
              FROM pg_policies WHERE schemaname = 'public'
  UNION ALL SELECT 'type ' || t.typname, e.enumlabel, 'has no ' || e.enumlabel || ' any more'
              FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace`

const demands = `
  WITH ${tables}
  SELECT relname AS table, column_subject AS subject, 'must be given a value' AS what, ARRAY[attname::text] AS columns, true AS "isProved"
    FROM cell WHERE attnotnull AND NOT is_filled AND relkind IN ('r', 'p')
  UNION ALL
  SELECT relname, format('constraint %s of %s', conname, relname), regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''),
         ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)), convalidated
    FROM named JOIN pg_constraint k ON k.conrelid = named.oid WHERE k.contype IN ('c', 'f')
  UNION ALL
  SELECT relname, format('key of %s: %s', relname, definition), 'refuses a second row', columns, true FROM named, ${indexesOf('named.oid', true)}`

function indexesOf(table: string, areKeys: boolean): string {
  return `LATERAL (
    SELECT regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '') AS definition,
           CASE WHEN i.indexprs IS NULL THEN ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = ANY (i.indkey)) END AS columns
      FROM pg_index i WHERE i.indrelid = ${table} AND (i.indisunique OR i.indisexclusion) = ${areKeys}) AS index`
}

const functions = `
  SELECT proname AS name, ARRAY(SELECT format_type(type, null) FROM unnest(proargtypes) AS type) AS types,
         pronargs - pronargdefaults AS needed, prosrc AS body
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace`

export async function readContract(url: string): Promise<Contract> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return {
      clauses: (await client.query<Clause>(clauses)).rows,
      demands: (await client.query<Demand>(demands)).rows,
      functions: (await client.query<Callable>(functions)).rows,
    }
  } finally {
    await client.end()
  }
}
