import { createElement, useEffect, useRef } from 'react'
import { Actions } from './actions.tsx'
import { LeaveGuard } from './leave-guard.tsx'

type Props = {
  readonly isDirty: boolean
  readonly isBusy: boolean
  readonly words: {
    readonly save: string
    readonly discard: string
    readonly leave: { readonly title: string; readonly text: string; readonly leave: string; readonly stay: string }
  }
  onSave(): void
  onDiscard(): void
}

type BarElement = HTMLElement & { show?(): unknown; hide?(): unknown }

/**
 * Save and discard, at the end of a form and, while something is unsaved, in the bar that the admin shows above everything.
 * Whoever follows a link then is asked first.
 */
export function SaveBar({ isDirty, isBusy, words, onSave, onDiscard }: Props) {
  const bar = useRef<BarElement>(null)
  useEffect(() => {
    const element = bar.current
    if (!isDirty || !element) return
    element.show?.()
    return () => void element.hide?.()
  }, [isDirty])
  return (
    <>
      <div hidden>
        {createElement(
          'ui-save-bar',
          { ref: bar },
          createElement('button', {
            key: 'save',
            variant: 'primary',
            type: 'button',
            disabled: isBusy,
            onClick: onSave,
          }),
          createElement('button', { key: 'discard', type: 'button', disabled: isBusy, onClick: onDiscard }),
        )}
      </div>
      <Actions
        at="end"
        actions={[
          { text: words.discard, isOff: !isDirty || isBusy, onAction: onDiscard },
          { text: words.save, isMain: true, isOff: !isDirty, isBusy, onAction: onSave },
        ]}
      />
      {isDirty && <LeaveGuard words={words.leave} />}
    </>
  )
}
