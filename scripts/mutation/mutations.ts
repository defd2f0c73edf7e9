// What a source file would be with one operator, bound or constant changed: `units > 0` as `units >= 0`, or as `units > 1`.
import { parseSync } from 'vite'

export type Mutation = {
  /** From the root of the project on. */
  readonly file: string
  /** Counted in UTF-16 units, as JavaScript slices text. */
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** `> to >=` */
  readonly says: string
  readonly line: number
  /** What that line says, without its indent. */
  readonly on: string
}

type SyntaxNode = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

const otherOperator: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '&&': '||',
  '||': '&&',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
}

const otherMethod: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
}

/** Of types only these hold something that is computed. */
const computedTypes = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'])

/** Every change that can be made, in the order of the source. Types are left alone, and so are texts. */
export function mutationsOf(file: string, source: string): Mutation[] {
  const { program, errors } = parseSync(file, source)
  const [error] = errors
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`)
  const lineOf = (at: number) => source.slice(0, at).split('\n').length
  return [...nodesOf(program as unknown as SyntaxNode)]
    .flatMap((node) => changesOf(node, source))
    .sort((one, other) => one.start - other.start)
    .map(({ start, end, replacement }) => {
      const says = `${source.slice(start, end) || 'nothing'} to ${replacement || 'nothing'}`
      const line = lineOf(start)
      return { file, start, end, replacement, says, line, on: source.split('\n')[line - 1]?.trim() ?? '' }
    })
}

/** The source as it is with the change. */
export function mutated(source: string, { start, end, replacement }: Pick<Mutation, 'start' | 'end' | 'replacement'>) {
  return source.slice(0, start) + replacement + source.slice(end)
}

type Change = Pick<Mutation, 'start' | 'end' | 'replacement'>

function changesOf(node: SyntaxNode, source: string): Change[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return changedOperator(node, source)
    case 'UnaryExpression':
      return node['operator'] === '!' || node['operator'] === '-'
        ? [{ start: node.start, end: node.start + 1, replacement: '' }]
        : []
    case 'Literal':
      return changedLiteral(node)
    case 'CallExpression':
      return changedMethod(node)
    default:
      return []
  }
}

function changedOperator(node: SyntaxNode, source: string): Change[] {
  const operator = String(node['operator'])
  const replacement = otherOperator[operator]
  const [left, right] = [node['left'] as SyntaxNode, node['right'] as SyntaxNode]
  // It may stand beside no other logical operator: what it falls back to is taken always.
  if (operator === '??') return [{ start: left.start, end: right.start, replacement: '' }]
  const start = source.indexOf(operator, left.end)
  return replacement === undefined || start > right.start ? [] : [{ start, end: start + operator.length, replacement }]
}

function changedLiteral({ value, start, end }: SyntaxNode): Change[] {
  if (typeof value === 'number') return [{ start, end, replacement: String(value + 1) }]
  return typeof value === 'boolean' ? [{ start, end, replacement: String(!value) }] : []
}

function changedMethod({ callee }: SyntaxNode): Change[] {
  const { type, property } = callee as SyntaxNode & { property?: SyntaxNode & { name?: string } }
  if (type !== 'MemberExpression' || property === undefined) return []
  const replacement = otherMethod[property.name ?? '']
  return replacement === undefined ? [] : [{ start: property.start, end: property.end, replacement }]
}

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.type.startsWith('TS') && !computedTypes.has(node.type)) return
  yield node
  for (const [field, value] of Object.entries(node)) {
    if (field === 'typeAnnotation' || field === 'returnType' || field === 'typeParameters') continue
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield* nodesOf(one)
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
