import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type OperationFile = { file: string; text: string }

const operationsFolder = 'web/platform/shopify/operations'
const bulk = 'bulk'

export function adminOperations(root: string): OperationFile[] {
  const folders = readdirSync(join(root, operationsFolder)).filter((folder) => folder !== bulk)
  return folders.flatMap((folder) => filesIn(root, folder)).sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** What bulk operations are asked to read; each file is named with its folder, `bulk/orders.graphql`. */
export function bulkQueries(root: string): OperationFile[] {
  return filesIn(root, bulk).map(({ file, text }) => ({ file: `${bulk}/${file}`, text }))
}

function filesIn(root: string, folder: string): OperationFile[] {
  const place = join(root, operationsFolder, folder)
  return readdirSync(place)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(place, file), 'utf8') }))
}
