import { Checkbox } from '@shopify/polaris'
import { useEffect, useRef } from 'react'

type Props = {
  readonly label: string
  readonly state: 'yes' | 'no' | 'some'
  onChange(isChosen: boolean): void
}

/** Chooses a row, or all of them; what it chooses is said to those who do not see it. */
export function RowCheck({ label, state, onChange }: Props) {
  const place = useRef<HTMLSpanElement>(null)
  // Polaris says it in ARIA alone, where the box itself has to say the same.
  useEffect(() => {
    const box = place.current?.querySelector('input')
    if (box) box.indeterminate = state === 'some'
  }, [state])
  return (
    <span ref={place}>
      <Checkbox
        label={label}
        labelHidden
        checked={state === 'some' ? 'indeterminate' : state === 'yes'}
        onChange={onChange}
      />
    </span>
  )
}
