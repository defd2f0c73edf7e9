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
]
const bannedEndings = ['-service', '-manager', '-utils', '-util', '-helpers', '-helper', '-dto', '-info', '-types']

/** Paths whose file or folder name says nothing about the shop. */
export function nameFaults(files: Iterable<string>): string[] {
  return [...files].flatMap((file) => {
    const words = file.split('/').map((part) => part.replace(/(?<=.)\..*$/, ''))
    const bad = words.find(
      (word) => banned.includes(word) || isBarrel(file, word) || bannedEndings.some((ending) => word.endsWith(ending)),
    )
    return bad === undefined ? [] : [`${file}: '${bad}' names no idea of the shop's`]
  })
}

// Tools and platforms ask for index.html and index.liquid; in code it is a barrel.
function isBarrel(file: string, word: string): boolean {
  return word === 'index' && /\.(ts|tsx|mjs)$/.test(file)
}
