import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Sources } from './import-faults.ts'

const isText = /\.(ts|tsx|mjs|json|toml|graphql|prisma|sql|md|liquid|css|html|yml|example|svg)$|^\.|\/run$/

const isPicture = /\.png$/

/** Every text file of the project that git knows or would add, by its path from the root; of pictures the path alone. */
export function readSources(root: string): Sources {
  const answer = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = answer
    .toString('utf8')
    .split('\0')
    .filter((file) => (isText.test(file) || isPicture.test(file)) && existsSync(`${root}/${file}`))
  return new Map(
    [...new Set(files)]
      .sort()
      .map((file) => [file, isPicture.test(file) ? '' : readFileSync(`${root}/${file}`, 'utf8')]),
  )
}
