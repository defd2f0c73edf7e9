import type { CsvUpload } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { useCheckAgain } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'
import { FileColumns } from './file-columns.tsx'
import {
  asksForDayOrder,
  asksForLocation,
  asksForSign,
  dayOrderChoices,
  decimalChoices,
  encodingChoices,
  encodingHint,
  questionWords,
  reasonsForCells,
  reasonsForRows,
  rowsLeftOutWords,
} from './file-reading-words.ts'
import { ShipTo } from './ship-to.tsx'

/** How a file was read, where that could be otherwise, and what is left out of it and why. */
export function FileReading({ upload }: { upload: CsvUpload }) {
  const check = useCheckAgain(upload)
  const question = questionWords(upload)
  return (
    <>
      {question !== null && <Notice tone="warning">{question}</Notice>}
      <Card title={words.readingTitle}>
        <Fields>
          <ChoiceField
            label={words.encodingLabel}
            hint={encodingHint(upload)}
            value={upload.said.encoding ?? ''}
            isOff={check.isPending}
            choices={encodingChoices(upload)}
            problem={check.isError ? (refusalOf(check.error) ?? words.trouble) : null}
            onChoose={(encoding) => check.mutate({ encoding: encoding === '' ? null : encoding })}
          />
          {asksForSign(upload) && (
            <ChoiceField
              label={words.decimalLabel}
              value={upload.said.decimalSign ?? ''}
              isOff={check.isPending}
              choices={decimalChoices}
              onChoose={(sign) => check.mutate({ decimalSign: sign === '' ? null : sign })}
            />
          )}
          {asksForDayOrder(upload) && (
            <ChoiceField
              label={words.dayOrderLabel}
              value={upload.said.dayOrder ?? ''}
              isOff={check.isPending}
              choices={dayOrderChoices}
              onChoose={(order) => check.mutate({ dayOrder: order === '' ? null : order })}
            />
          )}
          {asksForLocation(upload) && <ShipTo upload={upload} />}
        </Fields>
        <FileColumns upload={upload} />
        <Reasons title={rowsLeftOutWords(upload)} reasons={reasonsForRows(upload)} />
        <Reasons title={words.cellsLeftOut} reasons={reasonsForCells(upload)} />
      </Card>
    </>
  )
}

function Reasons({ title, reasons }: { title: string | null; reasons: readonly string[] }) {
  if (reasons.length === 0) return null
  return (
    <>
      {title !== null && <p>{title}</p>}
      <ul>
        {reasons.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  )
}
