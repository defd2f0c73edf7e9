import type { Sources } from './import-faults.ts'
import { roomOf } from './imports/rooms.ts'

const machinePath = /(?:^|[\s"'`(=:[])(\/(?:home|Users|root|work|mnt|var\/folders)\/[^\s"'`)]*)/m
const unfinished = /\b(TODO|FIXME|XXX)\b/
// Handing the whole environment on to a program is not reading it.
const environment = /(?<!\.\.\.)\bprocess\.env\b/

/** Texts that tie the project to one machine, leave something for later, or read the environment behind config.ts. */
export function textFaults(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    if (file.endsWith('.lock') || file === 'package-lock.json' || file.endsWith('schema.graphql')) return []
    const path = text.match(machinePath)?.[1]
    return [
      ...(path === undefined ? [] : [`${file}: names a path of one machine, ${path}`]),
      ...(isCode(file) && unfinished.test(text) ? [`${file}: leaves something unfinished`] : []),
      ...(isProduct(file) && environment.test(text)
        ? [`${file}: reads the environment; only main.ts may, for config.ts`]
        : []),
    ]
  })
}

function isCode(file: string): boolean {
  return (
    /\.(ts|tsx|mjs|liquid|sql)$/.test(file) &&
    !file.startsWith('scripts/guards/') &&
    !file.startsWith('test/architecture/')
  )
}

function isProduct(file: string): boolean {
  return (roomOf(file) !== null || file.startsWith('simulator/')) && file !== 'web/app/main.ts'
}
