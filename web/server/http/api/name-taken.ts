import { ORPCError } from '@orpc/server'

export function nameTaken(name: string) {
  return new ORPCError('UNPROCESSABLE_CONTENT', { message: `Another supplier is named ${name}.` })
}

/** The database refused a supplier's name because another has it, archived ones included. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'supplier_name_is_unique'
}
