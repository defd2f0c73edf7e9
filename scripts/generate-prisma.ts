// Writes the typed database client to web/server/db/generated. Prisma wants to download its migration engine first,
// which closed networks do not allow and generating does not need: any existing program in its place will do.
import { spawnSync } from 'node:child_process'

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
  { encoding: 'utf8', env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' } },
)
if (status !== 0) process.stderr.write(stdout + stderr)
process.exitCode = status ?? 1
