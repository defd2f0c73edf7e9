import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { accessDirectives } from './access-marks.ts'

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown>>>
type Inputs = readonly (GraphQLArgument | GraphQLInputField)[]

/** Where the slice says something that the published schema does not: types, fields, arguments, inputs, enum values. */
export function sliceFaults(slice: GraphQLSchema, full: GraphQLSchema): string[] {
  const types = Object.values(slice.getTypeMap()).filter((type) => !type.name.startsWith('__'))
  return [...types.flatMap((type) => typeFaults(type, full.getType(type.name))), ...directiveFaults(slice, full)].map(
    (fault) => `simulator/admin-api/schema.graphql: ${fault}`,
  )
}

function typeFaults(type: GraphQLNamedType, published: GraphQLNamedType | undefined): string[] {
  if (published === undefined) return [`Shopify has no type ${type.name}`]
  if (type.constructor.name !== published.constructor.name) return [`${type.name} is of another kind at Shopify`]
  if ((isObjectType(type) || isInterfaceType(type)) && (isObjectType(published) || isInterfaceType(published))) {
    return fieldFaults(type.name, type.getFields(), published.getFields())
  }
  if (isInputObjectType(type) && isInputObjectType(published)) {
    return inputFaults(type.name, Object.values(type.getFields()), Object.values(published.getFields()))
  }
  if (isEnumType(type) && isEnumType(published)) {
    const missing = type.getValues().filter(({ name }) => published.getValue(name) === undefined)
    return missing.map(({ name }) => `Shopify's ${type.name} has no value ${name}`)
  }
  return []
}

function fieldFaults(owner: string, fields: Fields, published: Fields): string[] {
  return Object.values(fields).flatMap((field) => {
    const name = `${owner}.${field.name}`
    const original = published[field.name]
    if (original === undefined) return [`Shopify has no field ${name}`]
    const wrongType = String(field.type) === String(original.type) ? [] : [`${name} is ${original.type} at Shopify`]
    return [...wrongType, ...inputFaults(name, field.args, original.args)]
  })
}

/** Arguments and inputs are kept whole: one that is missing could be one that Shopify requires. */
function inputFaults(owner: string, inputs: Inputs, published: Inputs): string[] {
  const signature = (input: Inputs[number]) => `${input.name}: ${input.type} = ${JSON.stringify(input.defaultValue)}`
  const ours = new Set(inputs.map(signature))
  const theirs = new Set(published.map(signature))
  return [
    ...[...ours].filter((input) => !theirs.has(input)).map((input) => `${owner} does not take "${input}" at Shopify`),
    ...[...theirs].filter((input) => !ours.has(input)).map((input) => `${owner} lacks "${input}"`),
  ]
}

function directiveFaults(slice: GraphQLSchema, full: GraphQLSchema): string[] {
  const theirs = slice.getDirectives().filter(({ name }) => !accessDirectives.includes(name))
  return theirs.flatMap((directive) => {
    const original = full.getDirective(directive.name)
    if (original == null) return [`Shopify has no directive @${directive.name}`]
    return inputFaults(`@${directive.name}`, directive.args, original.args)
  })
}
