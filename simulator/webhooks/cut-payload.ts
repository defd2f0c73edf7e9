// `include_fields` of a subscription: dotted paths, which go through arrays. What no path names is left out.

type Paths = Map<string, Paths | 'whole'>

/** A function that cuts payloads to the fields; without fields nothing is cut. */
export function payloadCutter(fields: readonly string[] | undefined): (payload: unknown) => unknown {
  if (fields === undefined || fields.length === 0) return (payload) => payload
  const paths = readPaths(fields)
  return (payload) => cut(payload, paths)
}

function readPaths(fields: readonly string[]): Paths {
  const root: Paths = new Map()
  for (const field of fields) {
    const steps = field.split('.')
    const last = steps.pop() ?? ''
    let paths: Paths | 'whole' = root
    for (const step of steps) {
      if (paths === 'whole') break
      const next: Paths | 'whole' = paths.get(step) ?? new Map()
      paths.set(step, next)
      paths = next
    }
    if (paths !== 'whole') paths.set(last, 'whole')
  }
  return root
}

function cut(value: unknown, paths: Paths): unknown {
  if (Array.isArray(value)) return value.map((each) => cut(each, paths))
  if (typeof value !== 'object' || value === null) return value
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    const path = paths.get(name)
    if (path === undefined) continue
    kept[name] = path === 'whole' ? inner : cut(inner, path)
  }
  return kept
}
