import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, longest first: begun last, one of these would keep a single core busy when all the others are idle. */
const longest = [
  'test/journeys/shops/reconcile.test.ts',
  'test/browser/import.test.ts',
  'test/journeys/random/any-verbs.test.ts',
  'test/commands/demo.test.ts',
  'test/browser/suppliers.test.ts',
  'test/browser/dashboard.test.ts',
  'test/faults/killed-at-every-step.test.ts',
  'test/app/isolation/every-procedure.test.ts',
  'test/browser/supplier-orders.test.ts',
  'test/journeys/shops/import.test.ts',
  'test/journeys/shops/retail-day.test.ts',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files)
    return rest.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(file))
  return place === -1 ? longest.length : place
}
