/**
 * Who may import whom in the app: docs/architecture.md, "Rooms" and "Who may import whom", as data. A room of `web/` is the
 * merchant's word; a file in it has a role, which says the kind of code it is. Both must allow an import.
 */

/** The lowest first: a room imports itself and those before it. */
export const rooms = [
  'platform',
  'mirror',
  'planning',
  'shop',
  'backorders',
  'suppliers',
  'supplier-orders',
  'proposals',
  'receiving',
  'native',
  'promises',
  'checks',
  'lane',
  'app',
] as const

/**
 * Imports that run back all the same, by what they import. How far a day reaches is asked for from outside at a fixed address in
 * `promises`, and planning goes by it as well. The list may only get shorter.
 */
export const importsBack: Readonly<Record<string, readonly string[]>> = {
  'web/promises/rules/arrival-range.ts': [
    'web/planning/rules/days/expected-day.ts',
    'web/planning/rules/days/proven-lead-time.ts',
    'web/planning/store/days/evidence.ts',
  ],
}

export type Role =
  | 'rules'
  | 'contract'
  | 'base'
  | 'services'
  | 'store'
  | 'shopify'
  | 'webhooks'
  | 'work'
  | 'jobs'
  | 'http'
  | 'app'

/** What names its role by the folder of this name in a room. What stands in no such folder is work: use cases, one transaction each. */
const folderRoles: Readonly<Record<string, Role>> = {
  rules: 'rules',
  contract: 'contract',
  store: 'store',
  shopify: 'shopify',
  webhooks: 'webhooks',
  jobs: 'jobs',
  api: 'http',
  http: 'http',
}

/** Folders and files of which that is not so; the longest that fits counts. */
const otherRoles: Readonly<Record<string, Role>> = {
  'web/platform': 'base',
  'web/platform/services.ts': 'services',
  'web/platform/values': 'rules',
  'web/platform/db': 'store',
  'web/platform/queue': 'jobs',
  'web/platform/mail': 'work',
  'web/platform/documents': 'work',
  'web/platform/threads': 'work',
  // Pages that shoppers see are answered like calls.
  'web/promises/page': 'http',
  // These go through everything with Shopify, step by step.
  'web/checks': 'jobs',
  'web/lane': 'jobs',
  'web/app': 'app',
  'web/app/contract.ts': 'contract',
  'web/app/api': 'app',
  'web/app/http': 'app',
}

type Allowed = {
  readonly roles: readonly Role[]
  /** With `import type` only. */
  readonly types?: readonly Role[]
  readonly files?: readonly string[]
  readonly packages: readonly string[]
  readonly typesOfPackages?: readonly string[]
}

export const allowed: Readonly<Record<Role, Allowed>> = {
  // The same facts, the same answer: nothing but values.
  rules: { roles: ['rules'], packages: [] },
  contract: { roles: ['contract'], types: ['rules'], packages: ['@orpc/contract', 'zod'] },
  base: { roles: ['base'], packages: ['pino', 'prom-client', 'zod', 'node:*'] },
  services: { roles: [], types: ['base', 'store', 'shopify', 'work'], packages: [], typesOfPackages: ['pino'] },
  store: { roles: ['store', 'rules', 'base'], packages: ['pg', '@prisma/*', 'libpg-query', 'node:*'] },
  shopify: {
    roles: ['shopify', 'rules', 'base'],
    types: ['store'],
    // Tokens are kept in a table.
    files: ['web/platform/db/access/session-lock.ts', 'web/platform/db/access/sessions.ts'],
    packages: ['@shopify/*', 'jose', 'lossless-json', 'smol-toml', 'zod', 'node:*'],
    typesOfPackages: ['pg', 'pino'],
  },
  webhooks: {
    roles: ['webhooks', 'rules', 'base'],
    files: ['web/platform/shopify/shop-name.ts'],
    packages: ['lossless-json', 'zod', 'node:*'],
  },
  work: { roles: ['work', 'store', 'rules', 'base'], packages: ['node:*'] },
  jobs: {
    roles: ['jobs', 'work', 'shopify', 'webhooks', 'store', 'rules', 'base'],
    types: ['services'],
    packages: ['zod', 'node:*'],
    typesOfPackages: ['pg', 'pino'],
  },
  http: {
    roles: ['http', 'contract', 'work', 'webhooks', 'store', 'rules', 'base'],
    types: ['services'],
    // What signs people in, and what a shop has granted.
    files: [
      'web/platform/shopify/api.ts',
      'web/platform/shopify/features.ts',
      'web/platform/shopify/shop-name.ts',
      'web/platform/shopify/access/offline-access.ts',
      'web/platform/shopify/access/session-token.ts',
    ],
    packages: ['express', '@orpc/*', 'zod', 'node:*'],
    typesOfPackages: ['pino'],
  },
  app: {
    roles: ['app', 'http', 'jobs', 'work', 'shopify', 'webhooks', 'services', 'contract', 'store', 'rules', 'base'],
    packages: ['compression', 'express', 'helmet', '@orpc/*', 'pg', 'node:*'],
    typesOfPackages: ['pino'],
  },
}

/** A library has one place that imports it. */
export const ownPackages: Readonly<Record<string, readonly string[]>> = {
  'web/platform/documents': ['pdfkit', 'fontkit', 'bidi-js', 'linebreak'],
  'web/platform/mail': ['nodemailer'],
  'web/platform/queue': ['pg'],
  'web/platform/threads': ['piscina'],
  'web/suppliers/csv': ['csv-parse', 'jschardet', 'zod'],
}

/** The room of a file of the server; null where it is of none, of the dashboard or of another program. */
export function roomOf(file: string): (typeof rooms)[number] | null {
  const [top, name] = file.split('/')
  return (top === 'web' && rooms.find((room) => room === name)) || null
}

export function roleOf(file: string): Role {
  const [, , folder = ''] = file.split('/')
  const [named] = Object.entries(otherRoles)
    .filter(([path]) => file === path || file.startsWith(`${path}/`))
    .sort(([a], [b]) => b.length - a.length)
  const isOwn = named !== undefined && named[0].split('/').length > 2
  return (isOwn ? named[1] : folderRoles[folder]) ?? named?.[1] ?? 'work'
}
