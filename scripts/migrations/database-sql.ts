import pg from 'pg'

/** Where it is kept, and what writes it anew. */
export const databaseSqlFile = 'prisma/database.sql'
const writer = 'node scripts/write-database-sql.ts'

const preface = `-- What the migrations make of a database and prisma/schema.prisma cannot say, as it is today. Nobody runs this file: it is written by
-- \`${writer}\`, and npm run check compares it with the database.`

// A line of the answer is a statement: of what (the schema, a function, a view, a table), and where among its like it stands.
// Names are compared by bytes, so that the order is the same on every machine.
const rights = (kind: string, from: string, on: string, privilege = 'privilege_type') => `
  SELECT subject, 9 AS rank, name, statement FROM (
    SELECT subject, name, format('GRANT %s ON ${on} TO %s', string_agg(privilege, ', ' ORDER BY privilege COLLATE "C"), name, grantee) AS statement
      FROM (SELECT subject, name, ${privilege} AS privilege, CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(acl.grantee)) END AS grantee
              FROM ${from}, aclexplode(coalesce(acl, acldefault('${kind}', owner))) AS acl
             WHERE acl.grantee <> owner) AS one
     GROUP BY subject, name, grantee) AS granted`

const statements = `
  WITH ours AS (
    SELECT c.oid, c.relkind, c.relname, c.reloptions, c.relrowsecurity, c.relforcerowsecurity, c.relacl AS acl, c.relowner AS owner, c.oid::regclass::text AS name,
           CASE c.relkind WHEN 'v' THEN '3 view ' ELSE '4 table ' END || coalesce(holder.relname, c.relname) AS subject
      FROM pg_class c
      LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
      LEFT JOIN pg_class holder ON holder.oid = d.refobjid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')),
  tables AS (SELECT * FROM ours WHERE relkind IN ('r', 'p')),
  cells AS (
    SELECT ours.subject, a.attacl AS acl, ours.owner, ours.name, a.attname
      FROM ours JOIN pg_attribute a ON a.attrelid = ours.oid AND a.attacl IS NOT NULL),
  functions AS (
    SELECT oid, proacl AS acl, proowner AS owner, oid::regprocedure::text AS name, '2 function ' || oid::regprocedure::text AS subject
      FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
  schema AS (SELECT nspacl AS acl, nspowner AS owner, 'SCHEMA ' || nspname AS name, '1 schema' AS subject FROM pg_namespace WHERE nspname = 'public'),
  later AS (
    SELECT defaclacl AS acl, defaclrole AS owner, '1 schema' AS subject, CASE defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' END AS name
      FROM pg_default_acl WHERE defaclnamespace = 'public'::regnamespace)
  SELECT subject, statement FROM (
    SELECT subject, 1 AS rank, name, rtrim(pg_get_functiondef(oid), E'\\n ') AS statement FROM functions
    UNION ALL SELECT subject, 1, name, format('CREATE VIEW %s%s AS%s%s', name, ' WITH (' || array_to_string(reloptions, ', ') || ')', E'\\n', rtrim(pg_get_viewdef(oid, true), ';'))
                FROM ours WHERE relkind IN ('v', 'm')
    UNION ALL SELECT subject, 1, name, format('ALTER TABLE %s SET (%s)', name, array_to_string(reloptions, ', ')) FROM tables WHERE reloptions IS NOT NULL
    UNION ALL SELECT subject, 2, conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname, pg_get_constraintdef(k.oid, true))
                FROM tables JOIN pg_constraint k ON k.conrelid = tables.oid AND k.contype IN ('c', 'x')
    UNION ALL SELECT subject, 3, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid, 0, true)
                FROM tables JOIN pg_index i ON i.indrelid = tables.oid AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
    UNION ALL SELECT subject, 4, tgname, pg_get_triggerdef(t.oid, true) FROM tables JOIN pg_trigger t ON t.tgrelid = tables.oid AND NOT t.tgisinternal
    UNION ALL SELECT subject, 5, tgname, format('ALTER TABLE %s DISABLE TRIGGER %I', name, tgname) FROM tables JOIN pg_trigger t ON t.tgrelid = tables.oid AND t.tgenabled = 'D'
    UNION ALL SELECT subject, 6, name, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name) FROM tables WHERE relrowsecurity
    UNION ALL SELECT subject, 7, name, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name) FROM tables WHERE relforcerowsecurity
    UNION ALL SELECT subject, 8, policyname, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', policyname, name, permissive, cmd, array_to_string(roles, ', '),
                     ' USING (' || qual || ')', ' WITH CHECK (' || with_check || ')')
                FROM tables JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = tables.relname
    UNION ALL SELECT subject, 8, name, format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name) FROM functions
               WHERE NOT EXISTS (SELECT FROM aclexplode(coalesce(acl, acldefault('f', owner))) AS acl WHERE acl.grantee = 0)
    UNION ALL ${rights('r', "(SELECT * FROM ours WHERE relkind <> 'S') AS named", '%s')}
    UNION ALL ${rights('s', "(SELECT * FROM ours WHERE relkind = 'S') AS named", 'SEQUENCE %s')}
    UNION ALL ${rights('c', 'cells', '%s', "format('%s (%I)', privilege_type, attname)")}
    UNION ALL ${rights('f', 'functions', 'FUNCTION %s')}
    UNION ALL ${rights('n', 'schema', '%s')}
    UNION ALL SELECT subject, rank, name, 'ALTER DEFAULT PRIVILEGES IN SCHEMA public ' || statement FROM (${rights('r', 'later', '%s')}) AS to_come
  ) AS said
  ORDER BY subject COLLATE "C", rank, name COLLATE "C", statement COLLATE "C"`

/** What functions, views, checks, partial indexes, triggers, policies and rights a database has, as statements that would make them. */
export async function databaseSql(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SET search_path = public')
    const { rows } = await client.query<{ subject: string; statement: string }>(statements)
    const subjects = Map.groupBy(rows, ({ subject }) => subject)
    const blocks = [...subjects].map(([subject, of]) =>
      [`-- ${subject.slice(2)}`, ...of.map(({ statement }) => `${statement};`)].join('\n'),
    )
    return `${[preface, ...blocks].join('\n\n')}\n`
  } finally {
    await client.end()
  }
}

/** Where what is kept says something else than the database, and what to do about it. */
export function databaseSqlFaults(kept: string, made: string): string[] {
  if (kept === made) return []
  const [has, needs] = [kept.split('\n'), made.split('\n')]
  const at = needs.findIndex((line, index) => line !== has[index])
  const line = at === -1 ? needs.length : at
  return [
    `${databaseSqlFile} is not what the migrations make, from line ${line + 1} on (it says "${has[line] ?? ''}", the database "${needs[line] ?? ''}"): run "${writer}".`,
  ]
}
