import { ORPCError } from '@orpc/server'

export function nameTaken(name: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message: `Another supplier is named ${name}.` })
}

const uniqueViolation = '23505'

/**
 * The database refused a supplier's name because another has it, archived ones included. The text is asked and not the name of the
 * constraint: where tables are sharded that is a shard's, and not always told.
 */
export function isNameTaken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== uniqueViolation) return false
  return error.message.includes('supplier_name_is_unique')
}
