import type { Letterhead } from '../../../../shop/contract/letterhead.ts'
import { useUrl } from '../../api/use-url.ts'
import { Form } from '../../ui/fields/form.tsx'
import { TextField } from '../../ui/fields/text-field.tsx'
import { Failure } from '../../ui/notices/failure.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { Page } from '../../ui/page/page.tsx'
import { SaveBar } from '../../ui/page/save-bar.tsx'
import { CardSkeleton } from '../../ui/tables/card-skeleton.tsx'
import { useLetterhead } from './letterhead-queries.ts'
import { addressHint, letterheadWords as words } from './letterhead-words.ts'
import { LogoCard } from './logo-card.tsx'
import { useLetterheadForm } from './use-letterhead-form.ts'

/** What is printed on documents for suppliers, around what they say. */
export function LetterheadPage() {
  const found = useLetterhead()
  const url = useUrl()
  const back = { text: words.back, url: url('/supplier-orders') }
  if (found.data !== undefined) return <LetterheadForm letterhead={found.data} back={back} />
  return (
    <Page title={words.title} subtitle={words.subtitle} back={back}>
      {found.isError ? (
        <Card isFlush>
          <Failure
            title={words.failed}
            text={words.failedText}
            actionText={words.retry}
            isBusy={found.isFetching}
            onAction={() => void found.refetch()}
          />
        </Card>
      ) : (
        <CardSkeleton label={words.loading} lines={[3, 4]} />
      )}
    </Page>
  )
}

type Props = { readonly letterhead: Letterhead; readonly back: { readonly text: string; readonly url: string } }

function LetterheadForm({ letterhead, back }: Props) {
  const form = useLetterheadForm(letterhead)
  const { text, problems, trouble, change } = form
  return (
    <Page title={words.title} subtitle={words.subtitle} back={back}>
      <Form refusals={form.refusals} onSubmit={form.submit}>
        {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
        <LogoCard logo={letterhead.logo} />
        <Card title={words.textsTitle} action={{ text: words.preview, isBusy: form.isDrawing, onAction: form.preview }}>
          <TextField
            label={words.address}
            hint={addressHint(letterhead)}
            text={text.address}
            lines={4}
            maxLength={810}
            problem={problems.address ?? null}
            onText={(address) => change({ address })}
          />
          <TextField
            label={words.footer}
            hint={words.footerHint}
            text={text.footer}
            lines={3}
            maxLength={500}
            problem={problems.footer ?? null}
            onText={(footer) => change({ footer })}
          />
          <TextField
            label={words.terms}
            hint={words.termsHint}
            text={text.terms}
            lines={6}
            maxLength={20_000}
            problem={problems.terms ?? null}
            onText={(terms) => change({ terms })}
          />
        </Card>
        <SaveBar
          isDirty={form.isDirty}
          isBusy={form.isBusy}
          words={words.save}
          onSave={form.submit}
          onDiscard={form.discard}
        />
      </Form>
    </Page>
  )
}
