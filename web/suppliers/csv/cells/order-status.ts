import { plainWords } from '../header-words.ts'
import type { Meaning } from './written-number.ts'

/** What a status says of goods: they are on their way, or why they are not. */
export type OrderStatus = 'open' | 'draft' | 'cancelled' | 'received'

const wordsOf: Record<OrderStatus, readonly string[]> = {
  open: [
    ...['open', 'ordered', 'on order', 'sent', 'sent to supplier', 'placed', 'issued', 'submitted', 'confirmed'],
    ...['approved', 'authorised', 'authorized', 'accepted', 'active', 'in progress', 'in transit', 'shipped'],
    ...['incoming', 'awaiting delivery', 'awaiting receipt', 'partial', 'partially received', 'partly received'],
    ...[
      'receiving',
      'backordered',
      'outstanding',
      'overdue',
      'late',
      'not received',
      'unreceived',
      'offen',
      'bestellt',
    ],
    ...['versendet', 'bestätigt', 'unterwegs', 'teilgeliefert', 'teilweise geliefert', 'teilweise erhalten'],
    ...['ouvert', 'ouverte', 'commandé', 'commandée', 'envoyé', 'envoyée', 'confirmé', 'confirmée', 'en transit'],
    ...['partiellement reçu', 'partiellement reçue', 'abierto', 'abierta', 'pedido', 'enviado', 'confirmado'],
    ...['en tránsito', 'parcialmente recibido', 'aperto', 'ordinato', 'inviato', 'confermato', 'in transito'],
    ...['parzialmente ricevuto', 'openstaand', 'besteld', 'verzonden', 'bevestigd', 'onderweg', 'deels ontvangen'],
    ...['gedeeltelijk ontvangen', 'otwarte', 'zamówione', 'wysłane', 'potwierdzone', 'w drodze'],
    ...['częściowo otrzymane', 'częściowo przyjęte', 'aberto', 'encomendado', 'em trânsito', 'parcialmente recebido'],
    ...['åben', 'bestilt', 'sendt', 'bekræftet', 'på vej', 'delvist modtaget', 'öppen', 'beställd', 'skickad'],
    ...['bekräftad', 'på väg', 'delvis mottagen', '発注済', '発注済み', '未入荷', '一部入荷', '入荷待ち'],
  ],
  draft: [
    ...['draft', 'parked', 'new', 'not ordered', 'not sent', 'unsent', 'quote', 'suggested', 'entwurf', 'brouillon'],
    ...['borrador', 'bozza', 'concept', 'szkic', 'wersja robocza', 'rascunho', 'kladde', 'udkast', 'utkast', '下書き'],
  ],
  cancelled: [
    ...['cancelled', 'canceled', 'void', 'voided', 'deleted', 'rejected', 'storniert', 'abgebrochen', 'annulé'],
    ...['annulée', 'cancelado', 'cancelada', 'anulado', 'annullato', 'geannuleerd', 'anulowane', 'annulleret'],
    ...['annullerad', 'avbruten', 'キャンセル', '取消'],
  ],
  received: [
    ...['received', 'fully received', 'complete', 'completed', 'closed', 'archived', 'delivered', 'done', 'billed'],
    ...['erhalten', 'geliefert', 'abgeschlossen', 'erledigt', 'geschlossen', 'reçu', 'reçue', 'terminé', 'terminée'],
    ...['clôturé', 'fermé', 'livré', 'recibido', 'completado', 'cerrado', 'ricevuto', 'completato', 'chiuso'],
    ...[
      'ontvangen',
      'voltooid',
      'afgerond',
      'gesloten',
      'geleverd',
      'otrzymane',
      'przyjęte',
      'zakończone',
      'zamknięte',
    ],
    ...['recebido', 'concluído', 'fechado', 'modtaget', 'afsluttet', 'lukket', 'mottagen', 'slutförd', 'avslutad'],
    ...['stängd', '入荷済', '入荷済み', '完了'],
  ],
}

const meaningOfWord = new Map(
  Object.entries(wordsOf).flatMap(([status, words]) => words.map((word) => [plainWords(word), status as OrderStatus])),
)

export function statusOf(cell: string): Meaning<OrderStatus> {
  const status = meaningOfWord.get(plainWords(cell))
  return status === undefined
    ? { wrong: 'is no status that is known, such as ordered, partially received, draft, cancelled or received' }
    : { value: status }
}
