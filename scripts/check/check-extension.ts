// Part of `npm run check`: Shopify's own theme check, and what it does not look at, over the theme app extension.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { themeCheckRun } from '@shopify/theme-check-node'
import { appTomlFaults } from '../guards/extension/app-toml-faults.ts'
import { extensionFaults } from '../guards/extension/extension-faults.ts'

/** Every offence in a sentence that names its file and line. */
export async function themeOffences(folder: string): Promise<string[]> {
  const { offenses } = await themeCheckRun(folder, 'theme-check:theme-app-extension')
  return offenses.map(({ uri, start, check, message }) => {
    const file = uri.split('/').slice(-2).join('/')
    return `${file}:${start.line + 1}: ${message} (${check})`
  })
}

export function readExtension(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]
    }),
  )
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..')
  const folder = join(root, 'extensions/backorder-promise')
  const files = readExtension(folder)
  const faults = [
    ...appTomlFaults(readFileSync(join(root, 'shopify.app.toml'), 'utf8')),
    ...extensionFaults(files),
    ...(await themeOffences(folder)),
  ]
  for (const fault of faults) console.error(fault)
  console.log(`${files.size} files of the theme app extension read, ${faults.length} faults.`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
