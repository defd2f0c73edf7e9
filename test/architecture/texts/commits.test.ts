import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commitFaults, lastFreeCommit } from '../../../scripts/guards/commits/commit-faults.ts'
import { readCommits } from '../../../scripts/guards/commits/read-commits.ts'

test('every commit that can be seen names its area, tells what to do and says why', () => {
  expect(commitFaults(readCommits(process.cwd(), lastFreeCommit))).toEqual([])
})

describe('the guard', () => {
  const why = 'What came was forgotten.\n'

  test.each([
    'receiving: keep what came until Shopify tells',
    'supplier-orders: embed the font',
    'reconcile, rebuild: compare what stock points owe as well',
    'lane: miss no order',
  ])('takes "%s"', (subject) => {
    expect(commitFaults([{ id: 'abc', subject, body: why }])).toEqual([])
  })

  test.each([
    'Keep what came',
    'receiving: Keep what came',
    'receiving: kept what came.',
    'receiving: keeping what came',
    'receiving: mended what came',
    'receiving: keeps what came',
    'Revert "receiving: keep what came"',
    'fixup! receiving: keep what came',
    'receiving:',
  ])('refuses "%s"', (subject) => {
    expect(commitFaults([{ id: 'abc', subject, body: why }])).toEqual([
      `commit abc: "${subject}" is not "area: imperative", as "receiving: keep what came until Shopify tells"`,
    ])
  })

  test.each(['', '\n', 'Signed-off-by: Ada <ada@example.com>\n'])('refuses a body that says nothing: %j', (body) => {
    const subject = 'receiving: keep what came'
    expect(commitFaults([{ id: 'abc', subject, body }])).toEqual([
      'commit abc: "receiving: keep what came" has no body that says why',
    ])
  })
})

describe('commits are read', () => {
  let folder: string
  const git = (cwd: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...words], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  const subjects = (root: string, since: string) => readCommits(root, since).map(({ subject }) => subject)
  let origin: string
  let first: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backline-commits-'))
    origin = join(folder, 'origin')
    git(folder, 'init', '-q', '-b', 'main', 'origin')
    for (const subject of ['one', 'two', 'three'])
      git(origin, 'commit', '-q', '--allow-empty', '-m', `${subject}\n\nWhy\n\nand how.`)
    first = git(origin, 'rev-list', '--max-parents=0', 'HEAD')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('from the named one on, with their bodies', () => {
    expect(subjects(origin, first)).toEqual(['two', 'three'])
    expect(readCommits(origin, first)[0]?.body).toBe('Why\n\nand how.\n')
  })

  test('all that a clone has which was cut off after it', () => {
    git(folder, 'clone', '-q', '--depth', '1', `file://${origin}`, 'shallow')
    expect(subjects(join(folder, 'shallow'), first)).toEqual(['three'])
  })

  test('not at all where the history is another, where there is none, and where there is no repository', () => {
    expect(subjects(origin, '0123456789012345678901234567890123456789')).toEqual([])
    git(folder, 'init', '-q', 'empty')
    expect(subjects(join(folder, 'empty'), first)).toEqual([])
    expect(subjects(folder, first)).toEqual([])
  })
})
