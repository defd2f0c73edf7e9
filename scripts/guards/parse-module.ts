import { parseSync } from 'vite'

export type SyntaxNode = { type: string; [field: string]: unknown }

export type Import = { specifier: string; isTypeOnly: boolean }

export type Module = { imports: Import[]; exports: string[]; nodes: SyntaxNode[] }

/** What a source file imports, statically, dynamically or as a type, the names that it exports, and every node of its syntax tree. */
export function parseModule(file: string, source: string): Module {
  const { program, module, errors } = parseSync(file, source)
  const [error] = errors
  if (error !== undefined) throw new SyntaxError(`${file}: ${error.message}`)
  const nodes = [...walk(program as unknown)]
  const statements = [...module.staticImports].map(({ start, moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    isTypeOnly: isTypeStatement(source, start) || (entries.length > 0 && entries.every(({ isType }) => isType)),
  }))
  const reExports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isTypeOnly: isType }],
    ),
  )
  const inExpressions = nodes.flatMap((node) => importExpression(node))
  const exports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName }) => exportName.name ?? []),
  )
  return { imports: [...statements, ...reExports, ...inExpressions], exports, nodes }
}

function isTypeStatement(source: string, start: number): boolean {
  return /^import\s+type\b/.test(source.slice(start, start + 40))
}

function importExpression(node: SyntaxNode): Import[] {
  if (node.type !== 'ImportExpression' && node.type !== 'TSImportType') return []
  const literal = (node['source'] ?? node['argument']) as { value?: unknown } | undefined
  const specifier = typeof literal?.value === 'string' ? literal.value : '(computed)'
  return [{ specifier, isTypeOnly: node.type === 'TSImportType' }]
}

function* walk(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) for (const part of value) yield* walk(part)
  else if (isNode(value)) {
    yield value
    yield* walk(Object.values(value))
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** The identifier a node is, or '?'. */
export function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' ? String(value['name']) : '?'
}
