import { Button } from '@shopify/polaris'

type Props = { readonly isOpen: boolean; readonly openText: string; readonly closeText: string; onTurn(): void }

/** Shows and hides what stands beneath it. */
export function Disclosure({ isOpen, openText, closeText, onTurn }: Props) {
  return (
    <Button
      variant="plain"
      textAlign="start"
      disclosure={isOpen ? 'up' : 'down'}
      ariaExpanded={isOpen}
      onClick={onTurn}
    >
      {isOpen ? closeText : openText}
    </Button>
  )
}
