import { posix } from 'node:path'
import type { Sources } from './import-faults.ts'

/** Links and pictures of the project's pages that name files of its own that are not there. */
export function linkFaults(sources: Sources): string[] {
  const files = [...sources.keys()]
  const exists = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`))
  return [...sources].flatMap(([file, text]) => {
    if (!file.endsWith('.md')) return []
    const targets = [...text.matchAll(/(?:\]\(|src=")(?![a-z]+:|#)([^)#\s"]+)/g)].map((match) => match[1] ?? '')
    const paths = targets.map((target) => posix.join(posix.dirname(file), target).replace(/\/$/, ''))
    return paths.filter((path) => !exists(path)).map((path) => `${file}: links to ${path}, which is not there`)
  })
}
