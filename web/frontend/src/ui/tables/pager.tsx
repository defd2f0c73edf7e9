import { Pagination } from '@shopify/polaris'

type Props = {
  readonly previous: { readonly text: string; onGo: (() => void) | null }
  readonly next: { readonly text: string; onGo: (() => void) | null }
  readonly label: string
}

export function Pager({ previous, next, label }: Props) {
  return (
    <Pagination
      type="table"
      label={label}
      hasPrevious={previous.onGo !== null}
      hasNext={next.onGo !== null}
      onPrevious={() => previous.onGo?.()}
      onNext={() => next.onGo?.()}
      accessibilityLabels={{ previous: previous.text, next: next.text }}
    />
  )
}
