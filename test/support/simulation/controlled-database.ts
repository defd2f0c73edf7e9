import pg from 'pg'
import { findSession, prepared } from '../../../web/platform/db/prepared-statements.ts'

/**
 * Lets the database go by a clock that is told what time it is: whatever asks PostgreSQL for the time or for an id, in statements,
 * defaults and functions, asks functions of the schema `controlled` from now on. Afterwards it can be copied. For connections that are made after this.
 */
export async function controlClockOf(url: string): Promise<void> {
  await onConnection(url, async (client) => {
    await client.query(takeOver)
  })
}

/** Tells a database under control what time it is, in milliseconds since 1970. */
export async function connectClock(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // The same few statements are asked thousands of times a year.
  await findSession(client)
  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    // The caller says what a row is, as SQL is not typed.
    (await client.query(prepared(client, sql, values))).rows as Row[]
  return {
    tell: async (now: number): Promise<void> => {
      await query(`UPDATE controlled.clock SET at = to_timestamp($1::float8 / 1000)`, [now])
    },
    query,
    close: () => client.end(),
  }
}

export type ClockConnection = Awaited<ReturnType<typeof connectClock>>

async function onConnection(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const takeOver = `
  CREATE SCHEMA controlled;
  CREATE TABLE controlled.clock (at timestamptz NOT NULL);
  INSERT INTO controlled.clock VALUES (pg_catalog.now());
  CREATE SEQUENCE controlled.ids;
  CREATE FUNCTION controlled.now() RETURNS timestamptz LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS 'BEGIN RETURN (SELECT c.at FROM controlled.clock c); END';
  CREATE FUNCTION controlled.transaction_timestamp() RETURNS timestamptz LANGUAGE plpgsql STABLE AS 'BEGIN RETURN controlled.now(); END';
  CREATE FUNCTION controlled.statement_timestamp() RETURNS timestamptz LANGUAGE plpgsql STABLE AS 'BEGIN RETURN controlled.now(); END';
  CREATE FUNCTION controlled.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS 'BEGIN RETURN controlled.now(); END';
  CREATE FUNCTION controlled.gen_random_uuid() RETURNS uuid LANGUAGE sql VOLATILE
    AS $$ SELECT ('00000000-0000-4000-9000-' || lpad(to_hex(nextval('controlled.ids')), 12, '0'))::uuid $$;
  GRANT USAGE ON SCHEMA controlled TO PUBLIC;
  GRANT SELECT ON controlled.clock TO PUBLIC;
  GRANT USAGE ON SEQUENCE controlled.ids TO PUBLIC;
  DO $do$
  DECLARE
    one record;
  BEGIN
    EXECUTE format('ALTER DATABASE %I SET search_path = public, controlled, pg_catalog', current_database());
    -- What an argument is by default is bound as well.
    FOR one IN SELECT pg_get_functiondef(p.oid) AS said FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND pg_get_function_arguments(p.oid) ~ 'now\\(\\)' LOOP
      EXECUTE replace(one.said, 'DEFAULT now()', 'DEFAULT controlled.now()');
    END LOOP;
    FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
                WHERE p.pronamespace = 'public'::regnamespace AND p.proconfig::text LIKE '%search_path%' LOOP
      EXECUTE format('ALTER FUNCTION %s SET search_path = controlled, pg_catalog, pg_temp', one.name);
    END LOOP;
    FOR one IN SELECT a.attrelid::regclass AS of_table, a.attname, pg_get_expr(d.adbin, d.adrelid) AS value
                 FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                WHERE pg_get_expr(d.adbin, d.adrelid) ~ '(now\\(\\)|CURRENT_TIMESTAMP|gen_random_uuid\\(\\))' LOOP
      EXECUTE format('ALTER TABLE %s ALTER %I SET DEFAULT %s', one.of_table, one.attname,
        regexp_replace(replace(one.value, 'CURRENT_TIMESTAMP', 'now()'), '(now|gen_random_uuid)\\(\\)', 'controlled.\\1()'));
    END LOOP;
    IF EXISTS (SELECT FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace AND pg_get_viewdef(oid) ~ 'now\\(|_timestamp\\(|CURRENT_')
       OR EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND (pg_get_function_sqlbody(oid) ~ 'now\\(|_timestamp\\(|CURRENT_' OR prosrc ~* 'current_(date|time)|localtime|pg_catalog\\.(now|clock)')) THEN
      RAISE 'a view, or a function that is bound when it is made, asks for the time: control that too';
    END IF;
  END
  $do$`

/** What PostgreSQL does of itself would make one run differ from the next. And nothing outlives a run, so nothing waits for the disk. */
export const settingsOfTheatre = {
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  ...{ autovacuum: 'off', jit: 'off', max_parallel_workers_per_gather: '0' },
}
