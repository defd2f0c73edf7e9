import type { Request } from 'express'
import { z } from 'zod'

const units = z.coerce.number().int().min(0).max(9999)
const properties = z.record(z.string(), z.coerce.string())
const line = z.object({ id: z.coerce.string(), quantity: units.default(1), properties: properties.default({}) })

const Wish = z.object({
  id: z.coerce.string().optional(),
  line: z.coerce.number().int().min(1).optional(),
  quantity: units.optional(),
  properties: properties.optional(),
  items: z.array(line).optional(),
  updates: z.union([z.array(units), z.record(z.string(), units)]).optional(),
  sections: z.union([z.array(z.string()), z.string().transform((names) => names.split(','))]).default([]),
  return_to: z.string().optional(),
  checkout: z.string().optional(),
})

export type CartWish = z.infer<typeof Wish>

/**
 * What a theme asks of a cart, by JSON, by a form in either of its encodings, or in the address. Null for what cannot be
 * read.
 */
export async function readCartWish(req: Request): Promise<CartWish | null> {
  const read = Wish.safeParse({ ...nested(Object.entries(req.query)), ...(await readBody(req)) })
  return read.success ? read.data : null
}

async function readBody(req: Request): Promise<object> {
  const type = req.get('content-type') ?? ''
  const body: unknown = req.body
  if (!Buffer.isBuffer(body) || body.length === 0) return {}
  try {
    if (type.includes('json')) return Object(JSON.parse(body.toString('utf8')))
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return nested([...form])
  } catch {
    return {}
  }
}

/** `properties[Name]`, `updates[key]` and `updates[]` as the objects and lists they stand for. */
function nested(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const wish: Record<string, unknown> = {}
  for (const [name, value] of entries) {
    const [, group, key] = /^(\w+)\[([^\]]*)\]$/.exec(name) ?? []
    if (group === undefined || key === undefined) wish[name] = value
    else if (key === '') wish[group] = [...(Array.isArray(wish[group]) ? wish[group] : []), value]
    else wish[group] = { ...Object(wish[group]), [key]: value }
  }
  return wish
}
