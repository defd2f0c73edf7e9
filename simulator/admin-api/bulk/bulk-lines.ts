// A reply as lines of a JSONL file: each record of a connection is a line of its own, without its connections, and its
// children carry `__parentId`. Children come behind their parents: grouped right behind, else behind any number of others.

type Line = Record<string, unknown>
type Found = { readonly line: Line; readonly children: readonly Found[] }

/** `later` may stand behind any number of other lines. */
export type BulkLines = {
  readonly text: string
  readonly later: string
  readonly objects: number
  readonly roots: number
}

/** `connections` are the paths of the connections in `data`, as `readBulkQuery` names them; lines of `damaged` (gids) cannot be read. */
export function bulkLines(
  data: object,
  connections: ReadonlySet<string>,
  isGrouped: boolean,
  damaged: readonly string[] = [],
): BulkLines {
  const { children: roots } = recordOf(data, '', null, connections)
  const lines: string[] = []
  const later: string[] = []
  if (isGrouped) writeGrouped(roots, lines)
  else {
    write(roots, lines)
    for (let level = childrenOf(roots); level.length > 0; level = childrenOf(level)) write(level, later)
  }
  const written = (all: readonly string[]) => joined(all.map((line) => (isOf(line, damaged) ? cutShort(line) : line)))
  return { text: written(lines), later: written(later), objects: lines.length + later.length, roots: roots.length }
}

function isOf(line: string, gids: readonly string[]): boolean {
  return gids.length > 0 && gids.includes(JSON.parse(line).id)
}

/** Nobody can read the end of it. */
function cutShort(line: string): string {
  return line.slice(0, -1)
}

function childrenOf(records: readonly Found[]): Found[] {
  return records.flatMap(({ children }) => children)
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function writeGrouped(records: readonly Found[], lines: string[]): void {
  for (const record of records) {
    write([record], lines)
    writeGrouped(record.children, lines)
  }
}

function write(records: readonly Found[], lines: string[]): void {
  for (const { line } of records) lines.push(JSON.stringify(line))
}

function recordOf(record: object, path: string, parentId: unknown, connections: ReadonlySet<string>): Found {
  const children: Found[] = []
  const line = withoutConnections(record, path, 'id' in record ? record.id : null, { connections, children })
  return { line: parentId === null ? line : { ...line, __parentId: parentId }, children }
}

type Parting = { readonly connections: ReadonlySet<string>; readonly children: Found[] }

/** A copy of the record's own fields; what its connections hold goes to `children`. */
function withoutConnections(record: object, path: string, id: unknown, parting: Parting): Line {
  const line: Line = {}
  for (const [key, value] of Object.entries(record)) {
    const inner = `${path}/${key}`
    if (parting.connections.has(inner)) {
      for (const node of nodesOf(value)) parting.children.push(recordOf(node, inner, id, parting.connections))
    } else {
      line[key] = isPlainObject(value) ? withoutConnections(value, inner, id, parting) : value
    }
  }
  return line
}

function nodesOf(connection: unknown): object[] {
  if (!isPlainObject(connection)) return []
  const edges = Reflect.get(connection, 'edges') ?? []
  const nodes = Reflect.get(connection, 'nodes') ?? edges.map((edge: { node: object }) => edge.node)
  return nodes
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
