/** What a merchant might group such wares into, by words of their titles; made up, like their vendors. */
const collections: readonly (readonly [string, RegExp])[] = [
  ['Kitchen and table', /mug|tea|coffee|cake|plate|bowl|jar|cup|spoon|kitchen|lunch|napkin|bottle|bread|egg|baking/i],
  ['Light', /light|lantern|candle|lamp/i],
  ['Bags', /bag|purse|suitcase|rucksack/i],
  ['Garden', /garden|flower|bird|plant/i],
  ['Christmas', /christmas|xmas|advent|reindeer|snow|santa/i],
]

export function collectionsOf(title: string): string[] {
  return collections.filter(([, words]) => words.test(title)).map(([name]) => name)
}
