import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import { locale } from '../../format/counted.ts'
import { dayHere } from '../../format/dates.ts'
import { Nothing } from '../../ui/notices/nothing.tsx'
import { StatusBadges } from '../../ui/notices/status-badges.tsx'
import { PagedList } from '../../ui/tables/paged-list.tsx'
import { type PlainColumn, PlainTable } from '../../ui/tables/plain-table.tsx'
import { RowActions } from '../../ui/tables/row-actions.tsx'
import { few } from '../overview/previews.ts'
import { nearestLanguage } from '../sentences/languages.ts'
import { type OwnTexts, promiseSentence } from '../sentences/promise-sentence.ts'
import { useTexts, useToldVariants } from '../storefront-queries.ts'
import { ownTexts } from '../texts/own-texts.ts'
import { totalVariants, overrideWords as words } from '../words/override-words.ts'
import { type OverrideSubject, subjectOfVariant, variantName } from './override-subject.ts'
import { VariantCell } from './variant-cell.tsx'

type Props = {
  readonly isPromised: boolean
  readonly query: string
  readonly cursor: string | null
  goTo(cursor: string): void
  onChoose(subject: OverrideSubject): void
}

/** Variants, and what shoppers are told of each once it is out of stock. */
export function VariantChoice({ isPromised, query, cursor, goTo, onChoose }: Props) {
  const list = useToldVariants({ isPromised, query, cursor })
  const texts = ownTexts(useTexts().data?.texts ?? [])
  return (
    <PagedList
      list={list}
      words={words.choices}
      totalText={totalVariants}
      goTo={goTo}
      empty={
        query === '' && isPromised ? (
          <Nothing sign="done" title={words.noneTold} text={words.noneToldText} />
        ) : (
          <Nothing sign="search" title={words.noMatch} text={words.noMatchText} />
        )
      }
    >
      {({ rows }) => (
        <PlainTable
          label={words.choiceTable}
          isCentred
          columns={columns(texts, onChoose)}
          rows={rows}
          isBusy={list.isPlaceholderData}
          keyOf={({ variantId }) => variantId}
        />
      )}
    </PagedList>
  )
}

function columns(texts: OwnTexts, onChoose: Props['onChoose']): readonly PlainColumn<ToldVariant>[] {
  const { choiceColumns: titles } = words
  return [
    { key: 'product', title: titles.product, width: 40, cell: (row) => <VariantCell variant={row} /> },
    { key: 'now', title: titles.now, width: 44, cell: (row) => <ToldNow row={row} texts={texts} /> },
    {
      key: 'actions',
      title: titles.actions,
      width: 16,
      cell: (row) => (
        <RowActions
          actions={[
            {
              text: words.edit,
              label: words.editLabel(variantName(row)),
              onAction: () => onChoose(subjectOfVariant(row)),
            },
          ]}
        />
      ),
    },
  ]
}

function ToldNow({ row: { promise, override }, texts }: { row: ToldVariant; texts: OwnTexts }) {
  const language = nearestLanguage(locale())
  const telling = { language, texts, today: dayHere(new Date()), few }
  const said = promise && !promise.hide ? promiseSentence(promise, { ready: 0, asked: 1 }, telling) : null
  return (
    <>
      <span lang={said === null ? undefined : language}>{said ?? words.nothingNow}</span>{' '}
      {override && <StatusBadges statuses={[{ text: words.hasOverride, tone: 'info' }]} />}
    </>
  )
}
