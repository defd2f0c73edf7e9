import { aJpeg } from '../../support/pictures.ts'

/** As much of an OpenAPI document as it takes to call what it describes. */
type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly pattern?: string
  readonly format?: string
  readonly contentEncoding?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
type Parameter = { readonly name: string; readonly in: string; readonly schema?: Schema }
type Operation = {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
}
export type Description = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

export type Call = { readonly method: string; readonly path: string; readonly body: string | null }
/** Which id to give to a parameter or field of this name. */
export type IdFor = (name: string) => string
export type Procedure = { readonly name: string; callsWith(idFor: IdFor): Call[] }

/** Every procedure that the document names, and how to call it with an id wherever it takes a text. */
export function describedProcedures({ paths }: Description): Procedure[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      callsWith: (idFor) => callsOf(method, path, operation, idFor),
    })),
  )
}

function callsOf(method: string, path: string, operation: Operation, idFor: IdFor): Call[] {
  const parameters = operation.parameters ?? []
  const address = `/api${path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(textOf(parameters, name, idFor)))}`
  const schema = operation.requestBody?.content?.['application/json']?.schema
  const bodies = schema ? samplesOf(schema, '', idFor).map((body) => JSON.stringify(body)) : [null]
  const queries = parameters
    .filter(({ in: place }) => place === 'query')
    .map(({ name, schema: of = {} }) => {
      return new URLSearchParams({ [name]: String(samplesOf(of, name, idFor)[0]) })
    })
  return [new URLSearchParams(), ...queries].flatMap((query) =>
    bodies.map((body) => ({ method: method.toUpperCase(), path: `${address}?${query}`, body })),
  )
}

/** A value for every shape that the schema allows, with the id wherever a text may be. */
function samplesOf(schema: Schema, name: string, idFor: IdFor): unknown[] {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.flatMap((choice) => samplesOf(choice, name, idFor))
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return [schema.enum[0]]
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return [...objectsOf(schema, idFor), ...leanObjectsOf(schema, idFor)]
  if (type === 'array') return samplesOf(schema.items ?? {}, name.replace(/s$/, ''), idFor).map((one) => [one])
  if (type === 'integer' || type === 'number') return [Math.max(schema.minimum ?? 1, 1)]
  if (type === 'null') return [null]
  return type === 'boolean' ? [true, false] : [textFor(schema, idFor(name))]
}

/** With every property, until each sample of each was used. */
function objectsOf({ properties = {} }: Schema, idFor: IdFor): unknown[] {
  const samples = Object.entries(properties).map(([field, of]) => [field, samplesOf(of, field, idFor)] as const)
  const variants = Math.max(1, ...samples.map(([, of]) => of.length))
  return Array.from({ length: variants }, (_, at) =>
    Object.fromEntries(samples.map(([field, of]) => [field, of[at % of.length]])),
  )
}

/** With the properties that it needs, where it has others. */
function leanObjectsOf({ properties = {}, required = [] }: Schema, idFor: IdFor): unknown[] {
  const needed = Object.entries(properties).filter(([field]) => required.includes(field))
  return needed.length < Object.keys(properties).length
    ? objectsOf({ properties: Object.fromEntries(needed) }, idFor)
    : []
}

function textOf(parameters: readonly Parameter[], name: string, idFor: IdFor): string {
  const { schema = {} } = parameters.find((one) => one.in === 'path' && one.name === name) ?? {}
  return String(samplesOf(schema, name, idFor)[0])
}

const formats: Readonly<Record<string, string>> = {
  date: '2026-11-27',
  uuid: '0190b3a4-5c1e-7d2f-8a3b-4c5d6e7f8091',
  email: 'orders@example.com',
}

/** Where an id cannot stand: a currency, an amount, a language, bytes. */
const otherTexts = ['EUR', '12.50', 'en', Buffer.from('name,currency\nAcme,EUR\n').toString('base64')]

function textFor({ pattern = '', format = '', contentEncoding }: Schema, id: string): string {
  // Bytes of a file that are named as such are those of pictures.
  if (contentEncoding === 'base64') return aJpeg.toString('base64')
  return formats[format] ?? [id, ...otherTexts].find((text) => new RegExp(pattern).test(text)) ?? id
}
