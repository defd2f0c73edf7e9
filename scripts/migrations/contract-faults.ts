import type { Callable, Clause, Contract, Demand } from './read-contract.ts'

export type Fault = { readonly subject: string; readonly fault: string }

/** What a version that was written for the database before cannot do any more, or is refused, in the one after. */
export function contractFaults(before: Contract, after: Contract): Fault[] {
  return [...lostClauses(before, after), ...newDemands(before, after), ...unclearCalls(before, after)]
}

function lostClauses(before: Contract, after: Contract): Fault[] {
  const kept = new Set(after.clauses.map(keyOf))
  const stood = new Map(before.functions.map((one) => [subjectOf(one), standIn(one, after.functions)]))
  const isLost = ({ subject, what }: Clause) => {
    const instead = stood.get(subject)
    return !kept.has(keyOf({ subject: instead ? subjectOf(instead) : subject, what }))
  }
  const lost = before.clauses.filter(isLost)
  const gone = new Set(lost.filter(({ what }) => what === 'is there').map(({ subject }) => subject))
  // What is gone has lost everything, and so has what belongs to it.
  return lost
    .filter(({ subject, what }) => what === 'is there' || !gone.has(subject))
    .filter(({ subject }) => !gone.has(`table ${tableOf(subject)}`) && !gone.has(`view ${tableOf(subject)}`))
    .map(({ subject, lost }) => ({ subject, fault: lost }))
}

const keyOf = ({ subject, what }: { subject: string; what: string }) => `${subject} ${what}`
const subjectOf = ({ name, types }: Callable) => `function ${name}(${types.join(', ')})`

/** The table that a column, an index or a policy belongs to. */
const tableOf = (subject: string) =>
  /^column (\w+)\./.exec(subject)?.[1] ?? /^(?:key|index|policy \w+) of (\w+)/.exec(subject)?.[1]

/** What a call is answered by that was written for a function: itself, or one that wants no more than it did. */
function standIn(old: Callable, functions: readonly Callable[]): Callable | undefined {
  return functions.find((one) => subjectOf(one) === subjectOf(old)) ?? functions.find((one) => takesCall(one, old))
}

const takesCall = (one: Callable, old: Callable) =>
  one.name === old.name && one.needed <= old.types.length && old.types.every((type, index) => one.types[index] === type)

function newDemands(before: Contract, after: Contract): Fault[] {
  const known = new Set(before.demands.map(demandKey))
  const tables = new Set(before.clauses.map(({ subject }) => subject))
  const isOfNewColumns = ({ table, columns }: Demand) =>
    columns?.every((column) => !tables.has(`column ${table}.${column}`)) ?? false
  return after.demands
    .filter((demand) => tables.has(`table ${demand.table}`) && !known.has(demandKey(demand)))
    .flatMap((demand) => {
      const { subject, what, isProved } = demand
      const isNew = isOfNewColumns(demand)
      if (what === 'must be given a value') {
        return isNew
          ? [{ subject, fault: 'is new and must be given a value, which the version before does not know' }]
          : []
      }
      if (isNew) return []
      if (subject.startsWith('key '))
        return [{ subject, fault: 'is new, and refuses rows that the version before may write' }]
      return isProved
        ? [
            {
              subject,
              fault:
                'is new, and every row is looked at while the table is locked: add it NOT VALID, and validate it in a migration of its own',
            },
          ]
        : []
    })
}

/** What a constraint is called refuses nothing. */
const demandKey = (demand: Demand) =>
  demand.subject.startsWith('constraint ') ? `${demand.table} ${demand.what}` : keyOf(demand)

/** A new form of a function may make calls of the old one mean two things. */
function unclearCalls(before: Contract, after: Contract): Fault[] {
  const known = new Set(before.functions.map(subjectOf))
  const kept = new Set(after.functions.map(subjectOf))
  const added = after.functions.filter((one) => !known.has(subjectOf(one)))
  return before.functions
    .filter((old) => kept.has(subjectOf(old)))
    .filter(({ name, types }) =>
      added.some((one) => one.name === name && one.needed <= types.length && one.types.length >= types.length),
    )
    .map((old) => ({ subject: subjectOf(old), fault: 'has another form beside it that takes the same calls' }))
}
