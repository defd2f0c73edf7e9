import type { Mutation } from './mutations.ts'
import { sameAs } from './same.ts'

export type Room = {
  readonly name: string
  /** Changes that can be made, of which some may have been drawn by chance. */
  readonly all: number
  readonly tried: number
  readonly noticed: number
  /** Those that come to the same, so that there is nothing to notice. */
  readonly same: readonly Mutation[]
  readonly left: readonly Mutation[]
}

export function tableOf(rooms: readonly Room[]): string {
  return countsOf(rooms.map(rowOf))
}

/** The page with what was found of these rooms now; of others it says what it said before. */
export function reportOf(rooms: readonly Room[], before: string): string {
  const names = new Set(rooms.map(({ name }) => name))
  const [counts = [], same = [], left = []] = before
    .split('\n## ')
    .map((part) => part.split('\n').filter((line) => /^\| [a-z]/.test(line) && !headings.has(firstOf(line))))
    .map((rows) => rows.filter((row) => !names.has(firstOf(row))))
  return `${[
    '# Tests of tests',
    '',
    'Written by `npm run mutate -- --write`. Operators, bounds and constants of the rules of each room (`web/<room>/rules`) are changed, one',
    'at a time, and the tests of the rules of that room are run (`test/<room>/rules`, without a database): do they notice?',
    '',
    countsOf([...counts, ...rooms.map(rowOf)]),
    '',
    '## What comes to the same',
    '',
    'Nothing can tell these changes from the rules as they are.',
    '',
    ...listed(['rule', 'on', 'change', 'why'], [...same, ...rooms.flatMap((room) => room.same.map(rowOfChange))]),
    '',
    '## What nobody notices',
    '',
    ...listed(['rule', 'on', 'change'], [...left, ...rooms.flatMap((room) => room.left.map(rowOfChange))]),
  ].join('\n')}\n`
}

const headings = new Set(['room', 'rule', 'all'])

/** The room that a row is of: `planning`, or `planning/rules/plan.ts`. */
function firstOf(row: string): string {
  return /^\| ([a-z-]+)/.exec(row)?.[1] ?? ''
}

type Counts = Record<'all' | 'tried' | 'same' | 'noticed' | 'left', number>

function rowOf({ name, all, tried, same, noticed, left }: Room): string {
  return rowOfCounts(name, { all, tried, same: same.length, noticed, left: left.length })
}

function rowOfCounts(name: string, { all, tried, same, noticed, left }: Counts): string {
  const share = ((100 * noticed) / (noticed + left)).toFixed(1)
  return row([name, all, tried, same, noticed, left, `${share} %`])
}

function countsOf(rows: readonly string[]): string {
  const total = (column: number) => rows.reduce((sum, one) => sum + Number(one.split('|')[column]), 0)
  const [all, tried, same, noticed, left] = [total(2), total(3), total(4), total(5), total(6)]
  const sum = rowOfCounts('all', { all, tried, same, noticed, left })
  const head = [
    'room',
    'changes',
    'tried',
    'come to the same',
    'noticed',
    'not noticed',
    'noticed of those that can be',
  ]
  return [...listed(head, rows), sum].join('\n')
}

function rowOfChange(one: Mutation): string {
  const why = sameAs(one)
  return row([one.file.replace('web/', ''), code(one.on), code(one.says), ...(why === undefined ? [] : [why])])
}

function listed(head: readonly string[], rows: readonly string[]): string[] {
  if (rows.length === 0) return ['Nothing.']
  return [row(head), row(head.map(() => '---')), ...rows.toSorted()]
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}
