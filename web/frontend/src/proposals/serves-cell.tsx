import { type ReactNode, useState } from 'react'
import type { ProposedLine } from '../../../proposals/contract/proposals.ts'
import { beyondStock } from '../backorders/words/owed-words.ts'
import { Disclosure } from '../ui/page/disclosure.tsx'
import { Stack } from '../ui/page/stack.tsx'
import { LineText } from '../ui/text/line-text.tsx'
import { proposalWords, servesWords } from './proposal-words.ts'
import { ServesDialog } from './serves-dialog.tsx'

type Props = {
  readonly proposalId: string
  /** Instead of the words for what is beyond stock. */
  readonly owed?: ReactNode
  readonly line: Pick<ProposedLine, 'proposedLineId' | 'title' | 'serves' | 'servesTotal' | 'owed'>
}

/** What a line is for: the first of its orders and the rest when asked, and what was sold or shipped beyond stock. */
export function ServesCell({ proposalId, line, owed }: Props) {
  if (line.owed === 0) return <Orders proposalId={proposalId} line={line} />
  return (
    <Stack>
      {owed ?? <LineText>{beyondStock(line.owed)}</LineText>}
      {line.servesTotal > 0 && (
        <span>
          <Orders proposalId={proposalId} line={line} />
        </span>
      )}
    </Stack>
  )
}

function Orders({ proposalId, line }: Omit<Props, 'owed'>) {
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
