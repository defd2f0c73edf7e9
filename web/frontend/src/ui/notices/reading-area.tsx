import type { ReactNode } from 'react'

/** Much to read in a dialog: the focus can go there, so that the arrow keys scroll it. */
export function ReadingArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
