/** An instant as ISO text, for any timestamptz expression. */
export const isoInstant = (sql: string) => `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
