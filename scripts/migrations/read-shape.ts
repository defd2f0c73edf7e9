import pg from 'pg'

// What the schema cannot say is left out: partial and expression indexes, checks, policies, functions, storage settings.
const columns = `
  SELECT format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'`

const indexes = `
  SELECT format('%s of %s: %s', CASE WHEN i.indisprimary THEN 'key' WHEN i.indisunique THEN 'unique key' ELSE 'index' END,
    c.relname, regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', '')) AS line
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
    AND i.indpred IS NULL AND i.indexprs IS NULL`

const foreignKeys = `
  SELECT format('foreign key of %s: %s', conrelid::regclass, pg_get_constraintdef(oid)) AS line
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`

const enums = `
  SELECT format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)) AS line
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
  WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.oid, t.typname`

/** Every column, key, index and enum of a database, as lines that two databases can be compared by. */
export async function readShape(url: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ line: string }>([columns, indexes, foreignKeys, enums].join(' UNION ALL '))
    return new Set(rows.map(({ line }) => line))
  } finally {
    await client.end()
  }
}
