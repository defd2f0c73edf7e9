/** More files than these beside each other nobody takes in; then they are of several ideas, and each has its folder. */
const most = 16

/** Lists of things of one kind, which somebody looks up and does not read through; `''` is the root of the project. */
const lists: Readonly<Record<string, string>> = {
  '': 'where tools look for their settings',
  'docs/decisions': 'one page for each decision, by its number',
  'docs/images': 'pictures that pages show',
  'extensions/backorder-promise/locales': "a file for each language, where Shopify's command line looks for them",
}

/** Folders with too many files directly in them. */
export function folderFaults(files: Iterable<string>): string[] {
  const folders = Map.groupBy(files, (file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))))
  return [...folders]
    .filter(([folder, { length }]) => length > most && !(folder in lists))
    .map(([folder, { length }]) => `${folder}: ${length} files in one folder are more than ${most}`)
}
