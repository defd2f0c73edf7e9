import { readSources } from '../../scripts/guards/read-sources.ts'

/** The project's own files, and a way to look at a bad sample instead. */
export const sources = readSources(new URL('../..', import.meta.url).pathname)

export function sample(file: string, text: string): ReadonlyMap<string, string> {
  return new Map([[file, text]])
}
