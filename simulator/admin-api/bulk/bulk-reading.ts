/** How a bulk operation reads its root connection: first which records there are, then one slice of them at a time. */
export type BulkReading =
  | { readonly step: 'list'; learn(ids: readonly string[]): void }
  | { readonly step: 'read'; readonly ids: readonly string[] }
