import { type ReactNode, useState } from 'react'
import type { ProposedLine } from '../../../../contract/proposals.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { LineText } from '../../ui/line-text.tsx'
import { beyondStock } from '../../words/owed-words.ts'
import { proposalWords, servesWords } from '../../words/proposal-words.ts'
import { ServesDialog } from './serves-dialog.tsx'

type Props = {
  readonly proposalId: string
  /** Instead of the words for what is beyond stock. */
  readonly owed?: ReactNode
  readonly line: Pick<ProposedLine, 'proposedLineId' | 'title' | 'serves' | 'servesTotal' | 'owed'>
}

/** What a line is for: the first of its orders and the rest when asked, and what was sold or shipped beyond stock. */
export function ServesCell({ proposalId, line, owed }: Props) {
  const [isOpen, setOpen] = useState(false)
  const { shown, more } = servesWords(line.serves, line.servesTotal)
  return (
    <>
      {owed ?? (line.owed > 0 && <LineText>{beyondStock(line.owed)}</LineText>)}
      <span>{shown}</span>{' '}
      {more !== null && (
        <Disclosure isOpen={isOpen} openText={more} closeText={proposalWords.close} onTurn={() => setOpen(!isOpen)} />
      )}
      {isOpen && <ServesDialog proposalId={proposalId} line={line} onClose={() => setOpen(false)} />}
    </>
  )
}
