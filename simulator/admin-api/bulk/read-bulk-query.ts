// What Shopify refuses in the query of a bulk operation beyond plain GraphQL: at most five connections, two levels of
// connections below the first, records that can be told apart and children that know their parent.
// https://shopify.dev/docs/api/usage/bulk-operations/queries
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

const mostConnections = 5
const deepestNesting = 2

/** A connection of the query: the names that lead to it in a reply, without the edges and nodes between. */
type BulkConnection = { readonly path: string; readonly nesting: number }

export type ReadBulkQuery = { readonly connections: readonly BulkConnection[]; readonly faults: readonly string[] }

/** `document` must be valid for the schema. */
export function readBulkQuery(schema: GraphQLSchema, document: DocumentNode): ReadBulkQuery {
  const [operation, ...others] = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  const root = schema.getQueryType()
  if (operation?.operation !== 'query' || others.length > 0 || root == null) {
    return { connections: [], faults: ['a bulk operation runs exactly one query'] }
  }
  const fragments = new Map(document.definitions.filter(isFragment).map((each) => [each.name.value, each]))
  const walk: Walk = { schema, fragments, connections: [], faults: new Set() }
  if ((operation.variableDefinitions ?? []).length > 0) walk.faults.add('a bulk query takes no variables')
  visitFields(walk, root, operation.selectionSet, { path: '', nesting: -1, isInList: false, hasId: true })

  const { connections, faults } = walk
  if (connections.length === 0) faults.add('a bulk query must contain at least one connection')
  if (connections.length > mostConnections) {
    faults.add(`a bulk query may contain ${mostConnections} connections, not ${connections.length}`)
  }
  if (connections.some(({ nesting }) => nesting > deepestNesting)) {
    faults.add(`connections may be nested ${deepestNesting} levels deep`)
  }
  return { connections, faults: [...faults] }
}

type Walk = {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly connections: BulkConnection[]
  readonly faults: Set<string>
}

/** Where the walk is: the reply's names so far, and what the nearest record around it has. */
type Place = {
  readonly path: string
  readonly nesting: number
  readonly isInList: boolean
  readonly hasId: boolean
}

function visitFields(walk: Walk, type: GraphQLNamedType | undefined, set: SelectionSetNode, place: Place): void {
  if (!isObjectType(type) && !isInterfaceType(type)) return
  for (const node of fieldsOf(walk, set)) {
    const field = type.getFields()[node.name.value]
    if (field === undefined || node.selectionSet === undefined) continue
    if (place.path === '' && ['node', 'nodes'].includes(field.name))
      walk.faults.add(`${field.name} cannot be read in bulk`)
    const named = getNamedType(field.type)
    const path = `${place.path}/${node.alias?.value ?? node.name.value}`
    if (named.name.endsWith('Connection')) visitConnection(walk, named, node.selectionSet, { ...place, path })
    else {
      const isInList = place.isInList || isListType(getNullableType(field.type))
      visitFields(walk, named, node.selectionSet, { ...place, path, isInList })
    }
  }
}

function visitConnection(walk: Walk, connection: GraphQLNamedType, set: SelectionSetNode, place: Place): void {
  const { path, isInList, hasId } = place
  const nesting = place.nesting + 1
  walk.connections.push({ path, nesting })
  if (isInList) walk.faults.add(`${path} is a connection within a list`)
  if (!hasId) walk.faults.add(`what ${path} belongs to must select its id, under that name`)
  for (const [type, records] of recordSets(walk, connection, set)) {
    if (!isObjectType(type) || !type.getInterfaces().some((face) => face.name === 'Node')) {
      walk.faults.add(`the records of ${path} are not Nodes`)
    }
    visitFields(walk, type, records, { path, nesting, isInList: false, hasId: selectsId(walk, records) })
  }
}

/** The selections on the records themselves, through `nodes` or `edges { node }`. */
function recordSets(
  walk: Walk,
  connection: GraphQLNamedType,
  set: SelectionSetNode,
): [GraphQLNamedType, SelectionSetNode][] {
  if (!isObjectType(connection)) return []
  return fieldsOf(walk, set).flatMap((node): [GraphQLNamedType, SelectionSetNode][] => {
    const field = connection.getFields()[node.name.value]
    if (field === undefined || node.selectionSet === undefined) return []
    const named = getNamedType(field.type)
    if (field.name === 'edges') return recordSets(walk, named, node.selectionSet)
    return field.name === 'nodes' || field.name === 'node' ? [[named, node.selectionSet]] : []
  })
}

function selectsId(walk: Walk, set: SelectionSetNode): boolean {
  return fieldsOf(walk, set).some((node) => node.name.value === 'id' && node.alias === undefined)
}

function fieldsOf(walk: Walk, set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(walk, selection.selectionSet)
    const fragment = walk.fragments.get(selection.name.value)
    return fragment === undefined ? [] : fieldsOf(walk, fragment.selectionSet)
  })
}

function isFragment(definition: { kind: string }): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION
}
