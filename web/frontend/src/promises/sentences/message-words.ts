import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'

type MessageWords = {
  /** Above what of an order is not on its way yet. */
  readonly heading: string
  /** All units of a line: `5 × Lamp - Red`. */
  all(units: string, title: string): string
  /** Some of its units: `3 of 5 × Lamp - Red`. */
  part(units: string, of: string, title: string): string
}

/** What a message says besides the sentence that the shop said. */
export const messageWords: Readonly<Record<TextLanguage, MessageWords>> = {
  da: worded('Leveres senere', 'af'),
  de: worded('Wird nachgeliefert', 'von'),
  en: worded('Still to come', 'of'),
  es: worded('Pendiente de envío', 'de'),
  fr: worded('Reste à livrer', 'sur'),
  it: worded('Ancora da spedire', 'di'),
  ja: {
    heading: '後日発送する商品',
    all: (units, title) => `${title}：${units}点`,
    part: (units, of, title) => `${title}：${of}点中${units}点`,
  },
  nl: worded('Wordt nageleverd', 'van'),
  pl: worded('Wyślemy później', 'z'),
  'pt-BR': worded('Ainda a enviar', 'de'),
  sv: worded('Levereras senare', 'av'),
}

function worded(heading: string, from: string): MessageWords {
  return {
    heading,
    all: (units, title) => `${units} × ${title}`,
    part: (units, of, title) => `${units} ${from} ${of} × ${title}`,
  }
}
