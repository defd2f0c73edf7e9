import { execFileSync } from 'node:child_process'

export type Commit = { readonly id: string; readonly subject: string; readonly body: string }

/**
 * The commits since one that is named, without merges, oldest first. A clone that was cut off after it has later ones only, so
 * all that it has are answered; none are where there is no history, or another one.
 */
export function readCommits(root: string, since: string): Commit[] {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const log = (range: string) => parse(git('log', '--no-merges', '--reverse', '--format=%h%x00%s%x00%b%x00%x00', range))
  try {
    if (succeeds(() => git('cat-file', '-e', `${since}^{commit}`))) return log(`${since}..HEAD`)
    return git('rev-parse', '--is-shallow-repository').trim() === 'true' ? log('HEAD') : []
  } catch {
    return []
  }
}

function parse(answer: string): Commit[] {
  return answer
    .split('\0\0\n')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [id = '', subject = '', body = ''] = entry.split('\0')
      return { id, subject, body }
    })
}

function succeeds(act: () => unknown): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
