import axe, { type AxeResults, type ImpactValue } from 'axe-core'
import type { Frame, Page } from 'playwright-core'

export const everyImpact: readonly ImpactValue[] = ['minor', 'moderate', 'serious', 'critical', null]
const keepsPeopleOut: readonly ImpactValue[] = ['serious', 'critical']

/**
 * What axe finds that keeps people out. Evaluated, as the page's policy allows no script of ours. What is not a violation
 * it need not describe: that takes longer than looking.
 */
export async function barriers(page: Page | Frame, impacts = keepsPeopleOut): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`window.axe.run({ resultTypes: ['violations'] })`)
  return violations
    .filter(({ impact }) => impacts.includes(impact ?? null))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
