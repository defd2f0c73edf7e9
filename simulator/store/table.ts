// A map of rows that remembers what was written, so that a refused wish leaves no trace and a kept one reaches disk.

/** One write of one row: enough to undo it and to find the row again. */
export type Written = { readonly table: string; readonly id: string; undo(): void }

/** Told of every write of a row; `undefined` stands for no row. */
export type Indexing<Row> = { follow(id: string, before: Row | undefined, after: Row | undefined): void }

export class Table<Row> extends Map<string, Row> {
  readonly #name: string
  readonly #log: Written[]
  readonly #indexing: Indexing<Row> | undefined

  constructor(name: string, log: Written[], indexing?: Indexing<Row>) {
    super()
    this.#name = name
    this.#log = log
    this.#indexing = indexing
  }

  override set(id: string, row: Row): this {
    const before = this.get(id)
    this.#log.push({ table: this.#name, id, undo: () => this.restore(id, before) })
    this.restore(id, row)
    return this
  }

  override delete(id: string): boolean {
    const before = this.get(id)
    if (before === undefined) return false
    this.#log.push({ table: this.#name, id, undo: () => this.restore(id, before) })
    this.restore(id, undefined)
    return true
  }

  /** Writes without remembering: for loading and for undoing. */
  restore(id: string, row: Row | undefined): void {
    this.#indexing?.follow(id, this.get(id), row)
    if (row === undefined) super.delete(id)
    else super.set(id, row)
  }
}
