import { defineConfig } from 'prisma/config'

// The address is only for Prisma's own tools (studio, migrate); the app reads it in web/platform/config.ts.
const { DATABASE_URL: url } = process.env

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
})
