import { posix } from 'node:path'
import type { Sources } from './import-faults.ts'

const folder = 'docs/decisions/'

/** Decisions that share a number, do not follow on, or are numbered otherwise in their own heading. */
export function decisionFaults(sources: Sources): string[] {
  const decisions = [...sources]
    .filter(([file]) => file.startsWith(folder))
    .map(([file, text]) => ({ file, text, number: Number(posix.basename(file).match(/^(\d{4})-/)?.[1]) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  return decisions.flatMap(({ file, text, number }, at) => {
    const before = decisions[at - 1]?.number ?? 0
    return [
      ...(number === before + 1 ? [] : [`${file}: follows decision ${before}, so its number is ${before + 1}`]),
      ...(text.startsWith(`# ${number}. `) ? [] : [`${file}: its heading begins with "# ${number}. "`]),
    ]
  })
}
