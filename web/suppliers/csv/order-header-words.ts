// What people call the columns of a list of purchase orders, in the languages of the storefront: the surest first. Nobody has
// published which columns Stocky's own export has. These are the words of its help pages (PO number, cost price, location), what
// importers made for those who leave it take, the import templates and exports of Cin7, Unleashed, Stock&Buy, Inventora and SAP
// Business One as they describe them, and what the columns are called in the other languages.

export const orderNumberHeaders = [
  ...['po number', 'po no', 'po nr', 'po num', 'po id', 'po', 'purchase order number', 'purchase order no'],
  ...['purchase order id', 'purchase order', 'order number', 'order no', 'order ref', 'order reference', 'order id'],
  ...['external order id', 'supplier order number', 'supplier order', 'doc num', 'document number', 'bestellnummer'],
  ...['bestellnr', 'bestell nr', 'bestellung', 'bestellung nr', 'auftragsnummer', 'belegnummer', 'numéro de commande'],
  ...['n de commande', 'n commande', 'no commande', 'commande', 'bon de commande', 'numéro de bon de commande'],
  ...['número de pedido', 'n de pedido', 'pedido', 'orden de compra', 'número de orden de compra', 'numero ordine'],
  ...['n ordine', 'numero d ordine', 'ordine', 'ordine d acquisto', 'bestelnummer', 'bestelnr', 'inkoopordernummer'],
  ...[
    'inkooporder',
    'bestelling',
    'ordernummer',
    'numer zamówienia',
    'nr zamówienia',
    'zamówienie',
    'número do pedido',
  ],
  ...['número da encomenda', 'pedido de compra', 'encomenda', 'ordrenummer', 'ordrenr', 'bestillingsnummer'],
  ...['indkøbsordre', 'indkøbsordrenummer', 'inköpsorder', 'inköpsordernummer', 'beställningsnummer', 'ordernr'],
  ...['発注番号', '注文番号', '発注書番号', 'order', 'reference', 'ref', 'number', 'id'],
]

export const orderedUnitsHeaders = [
  ...['quantity ordered', 'ordered quantity', 'qty ordered', 'ordered qty', 'units ordered', 'order quantity'],
  ...['order qty', 'ordered', 'quantity', 'qty', 'item qty', 'units', 'bestellmenge', 'bestellte menge', 'menge'],
  ...['anzahl', 'stück', 'quantité commandée', 'qté commandée', 'quantité', 'qté', 'cantidad pedida', 'cantidad'],
  ...['quantità ordinata', 'quantità', 'q tà', 'aantal besteld', 'besteld aantal', 'besteld', 'aantal', 'hoeveelheid'],
  ...[
    'ilość zamówiona',
    'zamówiona ilość',
    'ilość',
    'quantidade pedida',
    'quantidade encomendada',
    'quantidade',
    'qtd',
  ],
  ...['bestilt antal', 'antal bestilt', 'bestilt mængde', 'mængde', 'beställt antal', 'antal beställda', 'antal'],
  ...['beställd kvantitet', 'kvantitet', '発注数量', '発注数', '注文数', '数量'],
]

export const receivedUnitsHeaders = [
  ...['quantity received', 'received quantity', 'qty received', 'received qty', 'units received', 'received'],
  ...['quantity delivered', 'delivered', 'accepted', 'gelieferte menge', 'geliefert', 'erhaltene menge', 'erhalten'],
  ...['wareneingang', 'quantité reçue', 'qté reçue', 'reçu', 'cantidad recibida', 'recibido', 'quantità ricevuta'],
  ...['ricevuto', 'aantal ontvangen', 'ontvangen aantal', 'ontvangen', 'ilość otrzymana', 'otrzymana ilość'],
  ...['otrzymano', 'przyjęto', 'quantidade recebida', 'recebido', 'modtaget antal', 'modtaget', 'mottaget antal'],
  ...['mottaget', 'inlevererat', '入荷数量', '入荷数', '入荷済', '受領数'],
]

export const outstandingUnitsHeaders = [
  ...['quantity outstanding', 'outstanding quantity', 'outstanding', 'quantity remaining', 'remaining quantity'],
  ...['qty remaining', 'remaining qty', 'remaining', 'open quantity', 'open qty', 'to receive', 'quantity on order'],
  ...['on order', 'incoming', 'offene menge', 'offen', 'restmenge', 'ausstehend', 'reste à livrer', 'reste à recevoir'],
  ...['quantité restante', 'cantidad pendiente', 'pendiente', 'quantità residua', 'da ricevere', 'in arrivo'],
  ...['nog te ontvangen', 'openstaand', 'do otrzymania', 'pozostało', 'quantidade pendente', 'pendente', 'udestående'],
  ...['restordre', 'utestående', 'återstår', '発注残数', '発注残', '残数', '未入荷数'],
]

export const expectedDayHeaders = [
  ...['expected date', 'expected on', 'expected delivery date', 'expected delivery', 'expected arrival date'],
  ...['expected arrival', 'estimated arrival', 'expected', 'eta', 'arrival date', 'delivery date', 'due date', 'due'],
  ...['doc due date', 'req date', 'required date', 'promised date', 'liefertermin', 'lieferdatum', 'erwartet am'],
  ...['voraussichtliches lieferdatum', 'erwartetes lieferdatum', 'wunschtermin', 'date de livraison prévue'],
  ...['date de livraison', 'date prévue', 'livraison prévue', 'fecha de entrega', 'fecha prevista', 'fecha esperada'],
  ...['entrega prevista', 'data di consegna', 'data consegna', 'consegna prevista', 'data prevista'],
  ...['verwachte leverdatum', 'leverdatum', 'verwachte datum', 'verwacht', 'data dostawy', 'planowana dostawa'],
  ...[
    'oczekiwana data dostawy',
    'termin dostawy',
    'data prevista de entrega',
    'data de entrega',
    'previsão de entrega',
  ],
  ...['forventet levering', 'leveringsdato', 'forventet dato', 'beräknad leverans', 'förväntad leverans'],
  ...['leveransdatum', '入荷予定日', '納品予定日', '到着予定日', '納期'],
]

export const orderedDayHeaders = [
  ...['ordered date', 'order date', 'date ordered', 'ordered on', 'ordered at', 'po date', 'purchase order date'],
  ...['date placed', 'placed on', 'doc date', 'bestelldatum', 'bestellt am', 'auftragsdatum', 'date de commande'],
  ...['commandé le', 'fecha de pedido', 'fecha del pedido', 'data ordine', 'data d ordine', 'data dell ordine'],
  ...['besteldatum', 'data zamówienia', 'data złożenia', 'data do pedido', 'data da encomenda', 'bestillingsdato'],
  ...['ordredato', 'beställningsdatum', 'orderdatum', '発注日', '注文日', 'date created', 'creation date'],
  ...['created at', 'created', 'date', 'datum', 'fecha', 'data', 'dato'],
]

export const destinationHeaders = [
  ...['location', 'location name', 'destination', 'destination location', 'ship to location', 'ship to', 'deliver to'],
  ...[
    'delivery location',
    'receiving location',
    'receive at',
    'warehouse',
    'warehouse name',
    'warehouse code',
    'store',
  ],
  ...['standort', 'lager', 'lagerort', 'lieferort', 'zielort', 'emplacement', 'entrepôt', 'lieu de livraison'],
  ...['magasin', 'dépôt', 'ubicación', 'almacén', 'destino', 'tienda', 'magazzino', 'destinazione', 'sede', 'locatie'],
  ...['magazijn', 'bestemming', 'vestiging', 'lokalizacja', 'magazyn', 'miejsce dostawy', 'localização', 'armazém'],
  ...[
    'loja',
    'lokation',
    'leveringssted',
    'butik',
    'plats',
    'leveransplats',
    'ロケーション',
    '入荷先',
    '納品先',
    '倉庫',
  ],
]

export const orderStatusHeaders = [
  ...['status', 'po status', 'order status', 'purchase order status', 'state', 'receiving status', 'receive status'],
  ...['bestellstatus', 'auftragsstatus', 'statut', 'état', 'estado', 'stato', 'status zamówienia', 'stan', 'situação'],
  ...['tilstand', '発注状況', 'ステータス', '状態'],
]
