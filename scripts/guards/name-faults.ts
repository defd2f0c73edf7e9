// Drawers named for nothing fill up: docs/architecture.md says what names we use instead.
const banned = [
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'shared',
  'lib',
  'misc',
  'manager',
  'service',
  'handler2',
  'new',
  'v2',
  'types',
  'data',
  'info',
  'dto',
  'index',
]
const bannedEndings = ['-service', '-manager', '-utils', '-util', '-helpers', '-helper', '-dto', '-info', '-types']

// Names that a tool or a platform asks for.
const givenNames = new Set(['web/frontend/index.html'])

/** Paths whose file or folder name says nothing about the shop. */
export function nameFaults(files: Iterable<string>): string[] {
  return [...files].flatMap((file) => {
    if (givenNames.has(file)) return []
    const words = file.split('/').map((part) => part.replace(/(?<=.)\..*$/, ''))
    const bad = words.find((word) => banned.includes(word) || bannedEndings.some((ending) => word.endsWith(ending)))
    return bad === undefined ? [] : [`${file}: '${bad}' names no idea of the shop's`]
  })
}
