/** What the simulator answers besides verbs, for whoever drives it from outside. */
export const addresses = [
  { path: 'POST /control/{shop}/{verb}', says: 'Something happens in the shop. 422 with the reason if it cannot.' },
  { path: 'GET /control/{shop}/state', says: 'The truth: stock, orders, fulfillment orders, webhooks.' },
  { path: 'GET /control/{shop}/figures', says: 'The few numbers of the control page.' },
  { path: 'GET /control/{shop}/short', says: 'Every stock point below nothing.' },
  { path: 'GET /control/{shop}/items?q=', says: 'Items by name or code.' },
  { path: 'GET /control/{shop}/admin-calls', says: 'What apps asked of the Admin API, with its cost.' },
  { path: 'GET /control/{shop}/session-token', says: "A session token and the app's address, for calling its API." },
  {
    path: 'POST /control/{shop}/settle {timeoutSeconds?}',
    says: 'Answers when the app has nothing left to do, or 504.',
  },
  { path: 'POST /control/shops {shop, kind, plan}', says: 'Another shop, with the app installed.' },
  { path: 'GET /control/{shop}', says: 'The control page, for people.' },
  { path: 'GET /admin/{shop}', says: 'The admin with the app in it.' },
  { path: 'GET /storefront/{shop}/', says: 'The online store.' },
]
