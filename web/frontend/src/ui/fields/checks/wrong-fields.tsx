import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'

type Wrong = { readonly label: string; readonly text: string }

/** What stands in fields and is no number, by their names. */
export type WrongFields = {
  /** Of the fields, in the order in which they went wrong. */
  readonly labels: readonly string[]
  textOf(name: string): string | null
  /** Null: it is right again. */
  say(name: string, wrong: Wrong | null): void
  clear(): void
}

/** For whoever confirms what is typed: while something is wrong, what is kept is not what the merchant meant. */
export function useWrongFields(): WrongFields {
  const [fields, setFields] = useState<ReadonlyMap<string, Wrong>>(new Map())
  const say = useCallback(
    (name: string, wrong: Wrong | null) =>
      setFields((before) => {
        if (wrong === null && !before.has(name)) return before
        const after = new Map(before)
        if (wrong === null) after.delete(name)
        else after.set(name, wrong)
        return after
      }),
    [],
  )
  return useMemo(
    () => ({
      labels: [...fields.values()].map(({ label }) => label),
      textOf: (name: string) => fields.get(name)?.text ?? null,
      say,
      clear: () => setFields(new Map()),
    }),
    [fields, say],
  )
}

const Context = createContext<WrongFields | null>(null)

/** Fields inside tell what is wrong, and find it again when they come back: a list shows them page by page. */
export function WatchedFields({ wrong, children }: { wrong: WrongFields; children: ReactNode }) {
  return <Context.Provider value={wrong}>{children}</Context.Provider>
}

export function useWatchedFields(): WrongFields | null {
  return useContext(Context)
}
