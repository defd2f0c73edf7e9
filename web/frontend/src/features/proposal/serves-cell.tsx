import { useState } from 'react'
import type { ProposedLine } from '../../../../contract/proposals.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { proposalWords, servesWords } from '../../words/proposal-words.ts'
import { ServesDialog } from './serves-dialog.tsx'

type Props = {
  readonly proposalId: string
  readonly line: Pick<ProposedLine, 'proposedLineId' | 'title' | 'serves' | 'servesTotal'>
}

/** The orders that a line is for: the first of them, and the rest when asked. */
export function ServesCell({ proposalId, line }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { shown, more } = servesWords(line.serves, line.servesTotal)
  return (
    <>
      <span>{shown}</span>{' '}
      {more !== null && (
        <Disclosure isOpen={isOpen} openText={more} closeText={proposalWords.close} onTurn={() => setOpen(!isOpen)} />
      )}
      {isOpen && <ServesDialog proposalId={proposalId} line={line} onClose={() => setOpen(false)} />}
    </>
  )
}
