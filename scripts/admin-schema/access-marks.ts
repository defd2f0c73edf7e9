// Shopify's reference says beside a type or field which scopes open it and whether it is protected customer data. The
// language of schemas has no word for either, so the slice of the schema keeps them as directives of our own.
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  isInterfaceType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql'

export type AccessMarks = {
  /** `Type` and `Type.field` to the scopes of which an app needs one. */
  readonly scopes: ReadonlyMap<string, readonly string[]>
  /** `Type` and `Type.field` that Shopify counts as protected customer data. */
  readonly protectedData: ReadonlySet<string>
}

type Marked = { readonly directives?: readonly ConstDirectiveNode[] | undefined }

export const accessDirectives: readonly string[] = ['access', 'protected']

const definitions = `directive @access(anyOf: [String!]!) on OBJECT | INTERFACE | FIELD_DEFINITION

directive @protected on OBJECT | INTERFACE | FIELD_DEFINITION`

/** The schema's text with the marks of the types and fields that it has. */
export function markAccess(sdl: string, { scopes, protectedData }: AccessMarks): string {
  const marks = (name: string): ConstDirectiveNode[] => [
    ...((scopes.get(name) ?? []).length > 0 ? [directive(`@access(anyOf: ${JSON.stringify(scopes.get(name))})`)] : []),
    ...(protectedData.has(name) ? [directive('@protected')] : []),
  ]
  const marked = <Node extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(node: Node): Node => ({
    ...node,
    directives: [...(node.directives ?? []), ...marks(node.name.value)],
    fields: node.fields?.map((field: FieldDefinitionNode) => ({
      ...field,
      directives: [...(field.directives ?? []), ...marks(`${node.name.value}.${field.name.value}`)],
    })),
  })
  const document = visit(parse(`${definitions}\n${sdl}`), {
    ObjectTypeDefinition: marked,
    InterfaceTypeDefinition: marked,
  })
  return print(document)
}

function directive(text: string): ConstDirectiveNode {
  const document = parse(`type Marked ${text}`)
  const [only] = document.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.directives ?? []) : [],
  )
  if (only === undefined) throw new Error(`${text} is no directive`)
  return only
}

/** The marks that a schema's text carries. */
export function accessMarksOf(schema: GraphQLSchema): AccessMarks {
  const scopes = new Map<string, readonly string[]>()
  const protectedData = new Set<string>()
  const read = (name: string, node: Marked | null | undefined) => {
    for (const { name: mark, arguments: given = [] } of node?.directives ?? []) {
      if (mark.value === 'protected') protectedData.add(name)
      const [list] = given
      if (mark.value !== 'access' || list?.value.kind !== Kind.LIST) continue
      scopes.set(
        name,
        list.value.values.flatMap((value) => (value.kind === Kind.STRING ? [value.value] : [])),
      )
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    read(type.name, type.astNode)
    for (const field of Object.values(type.getFields())) read(`${type.name}.${field.name}`, field.astNode)
  }
  return { scopes, protectedData }
}
