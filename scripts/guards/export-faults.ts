import type { Sources } from './import-faults.ts'
import { parseModule } from './parse-module.ts'

/** Programs that know nothing of each other's names. */
const programs = ['web', 'simulator', 'bench', 'scripts']

/** Names that two files of a program export nevertheless, until they are told apart or are one. No name is added. */
const stillTwice = words(`
  CsvKind EntryFields Obstacle ObstacleReason RowOutcome ShopRules ShownStatus StorefrontPromise SupplierFields
  SupplierOrderState ToldPromise
`)

/** Names that a program exports more than once: who reads one of them does not know which it is. */
export function exportFaults(sources: Sources, tolerated: readonly string[] = stillTwice): string[] {
  const twice = programs.flatMap((program) => namesTwice(sources, program))
  return [
    ...twice
      .filter(({ name }) => !tolerated.includes(name))
      .map(
        ({ name, files }) =>
          `${name} is exported by ${files.join(' and ')}: one thing is declared once, and two have two names`,
      ),
    ...tolerated
      .filter((name) => !twice.some((one) => one.name === name))
      .map((name) => `scripts/guards/export-faults.ts: ${name} is exported once now, take it off the list`),
  ]
}

function namesTwice(sources: Sources, program: string): { name: string; files: string[] }[] {
  const exported = [...sources]
    .filter(([file]) => file.startsWith(`${program}/`) && /\.(ts|tsx|mjs)$/.test(file))
    .flatMap(([file, source]) => [...new Set(parseModule(file, source).exports)].map((name) => ({ name, file })))
  return [...Map.groupBy(exported, ({ name }) => name)]
    .map(([name, of]) => ({ name, files: of.map(({ file }) => file) }))
    .filter(({ files }) => files.length > 1)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
