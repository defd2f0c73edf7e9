import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type OperationFile = { file: string; text: string }

export const operationsFolder = 'web/server/shopify/operations'

export function adminOperations(root: string): OperationFile[] {
  const folder = join(root, operationsFolder)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}
