import { type DocumentNode, GraphQLError, parse, validate } from 'graphql'
import { adminSchema } from './schema.ts'

export type Prepared = { document: DocumentNode; errors: null } | { errors: readonly GraphQLError[] }

const remembered = 200

/** Apps send the same few documents over and over, so parsing and validation are done once for each text. */
export function preparedDocuments(): (text: string) => Prepared {
  const known = new Map<string, Prepared>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const prepared = prepare(text)
    const [oldest] = known.keys()
    if (oldest !== undefined && known.size >= remembered) known.delete(oldest)
    known.set(text, prepared)
    return prepared
  }
}

function prepare(text: string): Prepared {
  try {
    const document = parse(text)
    const errors = validate(adminSchema, document)
    return errors.length > 0 ? { errors } : { document, errors: null }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { errors: [error] }
  }
}
