/** What the pages answer besides verbs, for whoever looks from outside. */
export const pageAddresses = {
  'GET /control/{shop}/figures': 'The few numbers of the control page.',
  'GET /control/{shop}/items?q=': 'Items by name or code.',
  'GET /control/{shop}/admin-calls': 'What the app asked of the Admin API, and what it cost.',
} as const
