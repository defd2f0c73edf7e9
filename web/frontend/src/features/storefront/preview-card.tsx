import { useState } from 'react'
import type { ToldVariant } from '../../../../contract/storefront.ts'
import { nearestLanguage } from '../../storefront/languages.ts'
import type { OwnTexts } from '../../storefront/promise-sentence.ts'
import { Card } from '../../ui/card.tsx'
import { PreviewTiles } from '../../ui/preview-tiles.tsx'
import { locale } from '../../words/counted.ts'
import { previewWords as words } from '../../words/preview-words.ts'
import { LanguageField } from './language-field.tsx'
import { previews } from './previews.ts'

type Props = { readonly variants: readonly ToldVariant[]; readonly texts: OwnTexts }

/** Every situation that shoppers can be told of, in the language that is chosen. */
export function PreviewCard({ variants, texts }: Props) {
  const [language, setLanguage] = useState(() => nearestLanguage(locale()))
  return (
    <Card
      title={words.title}
      hint={words.hint}
      beside={<LanguageField label={words.language} isLabelHidden language={language} onLanguage={setLanguage} />}
    >
      <PreviewTiles
        label={words.tilesLabel}
        language={language}
        tiles={previews(variants, { language, texts }, new Date())}
      />
    </Card>
  )
}
