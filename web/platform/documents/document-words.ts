/** What documents for suppliers are called and say; dates and numbers are written by Intl. */
export type DocumentWords = {
  readonly order: (number: number) => string
  readonly to: string
  readonly deliverTo: string
  readonly yourSku: string
  readonly ourSku: string
  readonly item: string
  readonly due: string
  readonly units: string
  readonly unitCost: string
  readonly amount: string
  readonly subtotal: string
  readonly tax: string
  readonly shipping: string
  readonly total: string
  readonly page: (page: number, pages: number) => string
  readonly letter: (number: number, shop: string) => string
}

const english: DocumentWords = {
  order: (number) => `Order ${number}`,
  to: 'To',
  deliverTo: 'Deliver to',
  yourSku: 'Your SKU',
  ourSku: 'Our SKU',
  item: 'Item',
  due: 'Due',
  units: 'Units',
  unitCost: 'Unit cost',
  amount: 'Amount',
  subtotal: 'Subtotal',
  tax: 'Tax',
  shipping: 'Shipping',
  total: 'Total',
  page: (page, pages) => `Page ${page} of ${pages}`,
  letter: (number, shop) =>
    `Hello,\n\nplease find attached our order ${number}. Please confirm it and the days on which the goods will come.\n\nKind regards\n${shop}`,
}

const words: Readonly<Record<string, DocumentWords>> = {
  en: english,
  de: {
    order: (number) => `Bestellung ${number}`,
    to: 'An',
    deliverTo: 'Lieferung an',
    yourSku: 'Ihre Artikelnr.',
    ourSku: 'Unsere Artikelnr.',
    item: 'Artikel',
    due: 'Liefertag',
    units: 'Menge',
    unitCost: 'Stückpreis',
    amount: 'Betrag',
    subtotal: 'Zwischensumme',
    tax: 'Steuer',
    shipping: 'Versand',
    total: 'Gesamtbetrag',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    letter: (number, shop) =>
      `Guten Tag,\n\nanbei erhalten Sie unsere Bestellung ${number}. Bitte bestätigen Sie uns die Bestellung und die Liefertage.\n\nFreundliche Grüße\n${shop}`,
  },
  fr: {
    order: (number) => `Commande ${number}`,
    to: 'À',
    deliverTo: 'Livrer à',
    yourSku: 'Votre réf.',
    ourSku: 'Notre réf.',
    item: 'Article',
    due: 'Livraison',
    units: 'Quantité',
    unitCost: 'Prix unitaire',
    amount: 'Montant',
    subtotal: 'Sous-total',
    tax: 'Taxes',
    shipping: 'Frais de port',
    total: 'Total',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    letter: (number, shop) =>
      `Bonjour,\n\nveuillez trouver ci-joint notre commande ${number}. Merci de la confirmer et de nous indiquer les dates de livraison.\n\nCordialement\n${shop}`,
  },
  es: {
    order: (number) => `Pedido ${number}`,
    to: 'Para',
    deliverTo: 'Entregar en',
    yourSku: 'Su ref.',
    ourSku: 'Nuestra ref.',
    item: 'Artículo',
    due: 'Entrega',
    units: 'Cantidad',
    unitCost: 'Precio unitario',
    amount: 'Importe',
    subtotal: 'Subtotal',
    tax: 'Impuestos',
    shipping: 'Envío',
    total: 'Total',
    page: (page, pages) => `Página ${page} de ${pages}`,
    letter: (number, shop) =>
      `Hola:\n\nadjuntamos nuestro pedido ${number}. Les rogamos que lo confirmen y nos indiquen las fechas de entrega.\n\nUn cordial saludo\n${shop}`,
  },
}

/** English for a language that we have no words of. */
export function wordsOf(language: string): DocumentWords {
  return words[language.split('-')[0]?.toLowerCase() ?? ''] ?? english
}
