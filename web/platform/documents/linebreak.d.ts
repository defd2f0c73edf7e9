// The package has no types of its own, nor has anybody else written them.
declare module 'linebreak' {
  class LineBreaker {
    constructor(text: string)
    /** Where a line may end next, in UTF-16 units; null: nowhere any more. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }

  export { LineBreaker as default }
}
