import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type OperationFile = { file: string; text: string }

const operationsFolder = 'web/server/shopify/operations'

export function adminOperations(root: string): OperationFile[] {
  return filesIn(root, '')
}

/** What bulk operations are asked to read; each file is named with its folder, `bulk/orders.graphql`. */
export function bulkQueries(root: string): OperationFile[] {
  return filesIn(root, 'bulk/')
}

function filesIn(root: string, folder: '' | 'bulk/'): OperationFile[] {
  const place = join(root, operationsFolder, folder)
  return readdirSync(place)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file: `${folder}${file}`, text: readFileSync(join(place, file), 'utf8') }))
}
