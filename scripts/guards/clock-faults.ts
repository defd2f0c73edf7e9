import type { Sources } from './import-faults.ts'
import { roomOf } from './imports/rooms.ts'
import { nameOf, parseModule, type SyntaxNode } from './parse-module.ts'

const owner = 'web/platform/clock.ts'
const members = new Set(['Date.now', 'performance.now', 'Math.random', 'crypto.randomUUID'])
const names = new Set(['setTimeout', 'setInterval', 'randomUUID'])

/** Where the server asks the machine for time, timers or ids, which only its clock may: a simulation could not say what they are. */
export function clockFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => file.endsWith('.ts') && roomOf(file) !== null && file !== owner)
    .flatMap(([file, source]) => {
      const found = parseModule(file, source).nodes.flatMap((node) => ownTime(node) ?? [])
      return [...new Set(found)].map((what) => `${file}: uses ${what}; time, timers and ids come from ${owner}`)
    })
}

function ownTime(node: SyntaxNode): string | null {
  if (node.type === 'MemberExpression') {
    const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`
    return members.has(member) ? member : null
  }
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const isNow =
      nameOf(node['callee']) === 'Date' && Array.isArray(node['arguments']) && node['arguments'].length === 0
    return isNow ? 'new Date()' : null
  }
  return node.type === 'Identifier' && names.has(String(node['name'])) ? String(node['name']) : null
}
