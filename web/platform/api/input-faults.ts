import { ORPCError, ValidationError } from '@orpc/server'

/** The same error, except that an input that is not what the contract says is told in words: `limit: must be …`. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof ORPCError) || !(error.cause instanceof ValidationError) || error.status !== 400) return error
  const faults = error.cause.issues.map(({ path = [], message }) => ({
    at: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message,
  }))
  const message = faults.map((fault) => (fault.at === '' ? fault.message : `${fault.at}: ${fault.message}`)).join('; ')
  return new ORPCError('BAD_REQUEST', { message, data: { faults }, cause: error })
}
