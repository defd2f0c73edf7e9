import { useState } from 'react'
import type { ToldVariant } from '../../../../promises/contract/storefront.ts'
import { locale } from '../../format/counted.ts'
import { Card } from '../../ui/page/card.tsx'
import { PreviewTiles } from '../../ui/previews/preview-tiles.tsx'
import { nearestLanguage } from '../sentences/languages.ts'
import type { OwnTexts } from '../sentences/promise-sentence.ts'
import { LanguageField } from '../texts/language-field.tsx'
import { previewWords as words } from '../words/preview-words.ts'
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
