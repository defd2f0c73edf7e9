import type { Sources } from './import-faults.ts'
import { nameOf, parseModule, type SyntaxNode } from './parse-module.ts'

const tests = new Set(['test', 'it', 'describe', 'suite'])
const silencers = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'])

/** Test files that switch tests off, assert nothing, or measure time: how fast a machine is says nothing about the product. */
export function testFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => /^test\/.*\.test\.tsx?$/.test(file))
    .flatMap(([file, source]) => {
      const nodes = parseModule(file, source).nodes
      const silenced = new Set(nodes.flatMap((node) => silencer(node) ?? []))
      const asserts = nodes.some((node) => node.type === 'CallExpression' && nameOf(node['callee']) === 'expect')
      const measures = nodes.some((node) => node.type === 'MemberExpression' && isStopwatch(node))
      return [
        ...[...silenced].map((word) => `${file}: uses .${word}; every test runs`),
        ...(asserts ? [] : [`${file}: expects nothing`]),
        ...(measures ? [`${file}: measures time; that is what the bench is for`] : []),
      ]
    })
}

function isStopwatch(node: SyntaxNode): boolean {
  return nameOf(node['object']) === 'performance' && nameOf(node['property']) === 'now'
}

function silencer(node: SyntaxNode): string | null {
  if (node.type !== 'MemberExpression') return null
  const property = nameOf(node['property'])
  return silencers.has(property) && tests.has(rootOf(node['object'])) ? property : null
}

// `test.concurrent.skip` and `describe.each(rows).only` are as silent as `test.skip`.
function rootOf(value: unknown): string {
  const node = value as SyntaxNode
  if (node.type === 'MemberExpression') return rootOf(node['object'])
  return node.type === 'CallExpression' ? rootOf(node['callee']) : nameOf(node)
}
