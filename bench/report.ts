import type { Figure, Measurement } from './measurement.ts'

export type Report = {
  readonly day: string
  readonly machine: readonly string[]
  readonly results: readonly { readonly measurement: Measurement; readonly figures: readonly Figure[] }[]
}

const columns = ['what', 'measured', 'floor in the same run', 'ratio', 'goal', ''] as const

/** For the terminal: columns of equal width. */
export function plainTable(figures: readonly Figure[]): string {
  const rows = [columns, ...figures.map(cells)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** docs/benchmarks.md */
export function markdown({ day, machine, results }: Report): string {
  const figures = results.flatMap((result) => result.figures)
  const sections = [
    '# Benchmarks',
    'Written by `npm run bench`: everything on this page comes from one run on one machine. Ratios are to a floor that ' +
      'the same run measured, so that they can be compared between machines; the other figures cannot.',
    [`Measured on ${day}:`, '', ...machine.map((line) => `* ${line}`)].join('\n'),
    [`| ${columns.join(' | ')} |`, '|---|---|---|---|---|---|', ...figures.map(markdownRow)].join('\n'),
    '## Missed',
    missed(figures),
    '## How each is measured',
    results.map(({ measurement }) => `* **${measurement.name}**: ${measurement.how}`).join('\n'),
  ]
  return `${sections.join('\n\n')}\n`
}

function missed(figures: readonly Figure[]): string {
  const rows = figures.filter((figure) => figure.isMet === false)
  if (rows.length === 0) return 'No goal was missed in this run.'
  return rows
    .map(({ what, measured, ratio, goal }) => `* ${what}: ${ratio ?? measured}, and the goal is ${goal}.`)
    .join('\n')
}

function markdownRow(figure: Figure): string {
  return `| ${cells(figure).join(' | ')} |`
}

function cells({ what, measured, floor, ratio, goal, isMet }: Figure): string[] {
  return [what, measured, floor ?? '', ratio ?? '', goal ?? '', verdict(isMet)]
}

function verdict(isMet: boolean | null): string {
  if (isMet === null) return ''
  return isMet ? 'met' : 'MISSED'
}
