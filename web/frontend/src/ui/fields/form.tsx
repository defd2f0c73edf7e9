import { BlockStack } from '@shopify/polaris'
import { type ReactNode, useEffect, useRef } from 'react'

type Props = {
  /** How often it was found to have problems: each time the first field that has one gets the focus. */
  readonly refusals: number
  readonly children: ReactNode
  onSubmit(): void
}

/** Enter in a field submits it. */
export function Form({ refusals, children, onSubmit }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <BlockStack gap="400">{children}</BlockStack>
      <input type="submit" hidden />
    </form>
  )
}
