import { useState } from 'react'
import type { CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { Disclosure } from '../../ui/page/disclosure.tsx'
import { useCheckAgain } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'
import { columnChoices, questionWords, saidOfColumn } from './file-reading-words.ts'

/** What each column says can be said by hand; where columns say one thing twice, it has to be. */
export function FileColumns({ upload }: { upload: CsvUpload }) {
  const check = useCheckAgain(upload)
  const [isTurned, setTurned] = useState(false)
  const isOpen = isTurned !== (questionWords(upload) !== null)
  return (
    <>
      <Disclosure
        isOpen={isOpen}
        openText={words.columnsOpen}
        closeText={words.columnsClose}
        onTurn={() => setTurned(!isTurned)}
      />
      {check.isError && <p>{refusalOf(check.error) ?? words.trouble}</p>}
      {isOpen && (
        <Fields>
          {upload.columns.map(({ header, field }, at) => (
            <ChoiceField
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
              key={at}
              label={header || words.namelessColumn}
              value={field ?? ''}
              isOff={check.isPending}
              choices={columnChoices(upload.kind)}
              onChoose={(chosen) => check.mutate({ columns: saidOfColumn(upload, header, chosen || null) })}
            />
          ))}
        </Fields>
      )}
    </>
  )
}
