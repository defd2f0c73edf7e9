import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Sources } from './import-faults.ts'

const isText = /\.(ts|tsx|mjs|json|toml|graphql|prisma|sql|md|liquid|css|html|yml|example|svg)$|^\.|\/run$/

const isPicture = /\.png$/

/** Every file of the project that git knows or would add, by its path from the root. */
export function projectFiles(root: string): string[] {
  const answer = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = answer.toString('utf8').split('\0')
  return [...new Set(files)].filter((file) => file !== '' && existsSync(`${root}/${file}`)).sort()
}

/** The text files among them with what they say; of pictures the path alone. */
export function readSources(root: string): Sources {
  const files = projectFiles(root).filter((file) => isText.test(file) || isPicture.test(file))
  return new Map(files.map((file) => [file, isPicture.test(file) ? '' : readFileSync(`${root}/${file}`, 'utf8')]))
}
