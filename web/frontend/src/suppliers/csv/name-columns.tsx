import { useState } from 'react'
import type { CsvFieldName, CsvKind, UnnamedColumn } from '../../../../suppliers/contract/csv-uploads.ts'
import { refusalOf } from '../../api/faults.ts'
import { ChoiceField } from '../../ui/fields/choice-field.tsx'
import { Fields } from '../../ui/fields/fields.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Actions } from '../../ui/page/actions.tsx'
import { Card } from '../../ui/page/card.tsx'
import { type HandedIn, useNameColumns } from './csv-queries.ts'
import { csvWords as words } from './csv-words.ts'
import { columnChoices } from './file-reading-words.ts'

type Props = {
  readonly kind: CsvKind
  readonly uploadId: string
  readonly unnamed: NonNullable<HandedIn['unnamed']>
  onNamed(): void
  onOther(): void
}

/** Where no column is called as such columns usually are, the merchant says what they are, by what stands in them. */
export function NameColumns({ kind, uploadId, unnamed, onNamed, onOther }: Props) {
  const [said, setSaid] = useState<Readonly<Record<string, CsvFieldName | ''>>>({})
  const name = useNameColumns(uploadId)
  const nameOf = ({ header, field }: UnnamedColumn) => said[header] ?? field ?? ''
  // What one column is, no other is.
  const choose = (header: string, chosen: CsvFieldName | '') => {
    const rivals = unnamed.columns.filter((one) => chosen !== '' && one.header !== header && nameOf(one) === chosen)
    setSaid({ ...said, ...Object.fromEntries(rivals.map((one) => [one.header, '' as const])), [header]: chosen })
  }
  const read = () => {
    const columns = Object.entries(said).map(([header, field]) => ({ header, field: field || null }))
    name.mutate(columns, { onSuccess: onNamed })
  }
  return (
    <>
      <Notice tone="warning">{name.isError ? (refusalOf(name.error) ?? words.trouble) : unnamed.reason}</Notice>
      <Card title={words.nameTitle}>
        <p>{words.nameText}</p>
        <Fields>
          {unnamed.columns.map((column, at) => (
            <ChoiceField
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may name two columns alike
              key={at}
              label={column.header || words.namelessColumn}
              hint={column.samples.join(' · ')}
              value={nameOf(column)}
              isOff={name.isPending}
              choices={columnChoices(kind)}
              onChoose={(field) => choose(column.header, field)}
            />
          ))}
        </Fields>
        <Actions
          actions={[
            { text: words.nameRead, isMain: true, isBusy: name.isPending, onAction: read },
            { text: words.nameOther, onAction: onOther },
          ]}
        />
      </Card>
    </>
  )
}
