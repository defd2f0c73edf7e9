import { createElement, useEffect, useRef } from 'react'
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
 * Save and discard of a form: in the bar that the admin shows above everything while something is unsaved
 * (https://shopify.dev/docs/api/app-home/apis/user-interface-and-interactions/save-bar-api), and nowhere else. The admin
 * asks whoever leaves then. Without App Bridge the element is none of the browser's, and its buttons stand where it is.
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
      {createElement(
        'ui-save-bar',
        { ref: bar, hidden: isDirty ? undefined : true },
        // What only App Bridge knows of a button, React's types do not.
        createElement(
          'button',
          {
            key: 'save',
            type: 'button',
            variant: 'primary',
            disabled: isBusy,
            loading: isBusy ? '' : undefined,
            onClick: onSave,
          },
          words.save,
        ),
        <button key="discard" type="button" disabled={isBusy} onClick={onDiscard}>
          {words.discard}
        </button>,
      )}
      <LeaveGuard isOn={isDirty} words={words.leave} ask={window.shopify?.saveBar ? askByAdmin : null} />
    </>
  )
}

const askByAdmin = async () => window.shopify?.saveBar?.leaveConfirmation()
