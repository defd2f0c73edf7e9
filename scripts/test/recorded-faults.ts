import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Catalogue } from '../sql/catalogue.ts'
import { statementFaults } from '../sql/statement-faults.ts'

const Recorded = z.object({ place: z.string(), text: z.string() })

/** Files whose statements are about all shops, on purpose: an operator runs them, seldom, and a start that finds new migrations. */
const ofAllShops = ['web/app/reconcile-all.ts', 'web/platform/db/server/migrate.ts']

/**
 * What is wrong with the statements that a run of the tests sent, one text for each: where it comes from, the rules it breaks,
 * the statement. Nothing where no test used a database.
 */
export function recordedFaults(folder: string): string[] {
  const files = readdirSync(folder)
  if (!files.includes('catalogue.json')) return []
  const catalogue = Catalogue.parse(JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')))
  const statements = new Map<string, string>()
  for (const file of files.filter((name) => name.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const { place, text } = Recorded.parse(JSON.parse(line))
      if (!ofAllShops.some((name) => place.startsWith(`${name}:`))) statements.set(text, place)
    }
  }
  return [...statements].flatMap(([text, place]) => {
    const faults = statementFaults(text, catalogue)
    return faults.length === 0 ? [] : [[place, ...faults.map((fault) => `  ${fault}`), text.trim()].join('\n')]
  })
}
