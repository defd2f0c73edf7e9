/**
 * Whether PostgreSQL refuses what it was given: class 21 (one row twice in a batch), 22 (data exception), 23 (constraint
 * violation) and 54 (beyond a limit of the database). Trying again would not help.
 */
export function isRefusal(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && /^(2[123]|54)\w{3}$/.test(String(error.code))
}
