import { handleOf } from './handles.ts'

/** A merchant's own grouping of products. The simulator knows it by its title alone. */
export type Collection = { readonly id: string; readonly handle: string; readonly title: string }

export function collectionOf(title: string): Collection {
  const number = [...title].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007, 7)
  return { id: String(number), handle: handleOf(title), title }
}
