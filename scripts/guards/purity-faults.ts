import type { Sources } from './import-faults.ts'
import { roleOf, roomOf } from './imports/rooms.ts'
import { nameOf, parseModule, type SyntaxNode } from './parse-module.ts'

const forbiddenNodes: Record<string, string> = {
  AwaitExpression: 'waits',
  ClassDeclaration: 'declares a class',
  ClassExpression: 'declares a class',
  ThisExpression: 'uses `this`',
}

// Reading the clock, chance, or the machine's own time zone and language.
const forbiddenMembers = /^(Date\.now|Math\.random|performance\.\w+|Intl\.\w+)$/
const forbiddenMethods =
  /^(localeCompare|toLocale\w*|get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset))$/
const forbiddenGlobals = new Set([
  'process',
  'fetch',
  'Buffer',
  'console',
  'crypto',
  'globalThis',
  'setTimeout',
  'setInterval',
])

/** What keeps a file of a room's rules from giving the same answer to the same facts, anywhere and at any time. */
export function purityFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => file.endsWith('.ts') && roomOf(file) !== null && roleOf(file) === 'rules')
    .flatMap(([file, source]) => {
      const faults = parseModule(file, source).nodes.flatMap((node) => impurity(node) ?? [])
      return [...new Set(faults)].map((fault) => `${file}: ${fault}; rules are pure`)
    })
}

function impurity(node: SyntaxNode): string | null {
  if (node['async'] === true) return 'has an async function'
  if (node.type === 'MemberExpression') return memberFault(node)
  if (node.type === 'NewExpression' || node.type === 'CallExpression') return dateFault(node)
  if (node.type === 'Identifier' && forbiddenGlobals.has(String(node['name']))) return `names ${node['name']}`
  return forbiddenNodes[node.type] ?? null
}

function memberFault(node: SyntaxNode): string | null {
  const property = nameOf(node['property'])
  const member = `${nameOf(node['object'])}.${property}`
  return forbiddenMembers.test(member) || forbiddenMethods.test(property) ? `uses ${member}` : null
}

// `new Date()` is the clock; `new Date(2026, 0, 1)` is a day in the machine's time zone.
function dateFault(node: SyntaxNode): string | null {
  if (nameOf(node['callee']) !== 'Date') return null
  const count = Array.isArray(node['arguments']) ? node['arguments'].length : 0
  return count === 1 && node.type === 'NewExpression'
    ? null
    : 'makes a Date from the clock or the time zone of the machine'
}
