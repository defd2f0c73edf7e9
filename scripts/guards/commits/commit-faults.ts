import type { Commit } from './read-commits.ts'

/** Commits up to this one were written before their form was kept by a machine, and are published. */
export const lastFreeCommit = '2fee0a4b0d90135423b70aa55670839babf0444c'

const subjectForm = /^[a-z][a-z0-9, -]*: ([a-z][\w'-]*) \S.*[^.\s]$/
/** How a verb ends that is not in the imperative, and imperatives that end so all the same. */
const otherForm = /(?:ed|ing|[^s]s)$/
const imperatives = new Set([
  ...['bleed', 'embed', 'exceed', 'feed', 'heed', 'need', 'proceed', 'seed', 'shed', 'speed', 'succeed', 'wed', 'weed'],
  ...['bring', 'cling', 'ping', 'ring', 'sing', 'sling', 'spring', 'string', 'swing', 'wring'],
  ...['alias', 'always', 'bias', 'canvas', 'focus'],
])
const trailer = /^[A-Z][a-z]+(?:-[A-Za-z]+)+: \S/

/** Commits whose subject is not `area: imperative`, or that do not say why in a body, as sentences. */
export function commitFaults(commits: readonly Commit[]): string[] {
  return commits.flatMap(({ id, subject, body }) => {
    const verb = subjectForm.exec(subject)?.[1]
    const isImperative = verb !== undefined && (!otherForm.test(verb) || imperatives.has(verb))
    const says = body.split('\n').some((line) => line.trim() !== '' && !trailer.test(line))
    return [
      ...(isImperative
        ? []
        : [`commit ${id}: "${subject}" is not "area: imperative", as "receiving: keep what came until Shopify tells"`]),
      ...(says ? [] : [`commit ${id}: "${subject}" has no body that says why`]),
    ]
  })
}
