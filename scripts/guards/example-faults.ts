type Read = (env: Record<string, string | undefined>) => unknown

/** What is wrong between a listing of variables (env.example) and those that a configuration really asks for. */
export function exampleFaults(example: string, read: Read): string[] {
  const listed = example.split('\n').flatMap((line) => line.match(/^([A-Z_]+)=/)?.[1] ?? [])
  const asked = variablesAsked(read)
  return [
    ...listed.filter((name) => !asked.has(name)).map((name) => `${name} is listed and never read`),
    ...[...asked].filter((name) => !listed.includes(name)).map((name) => `${name} is read and not listed`),
    ...listed.filter((name, index) => listed.indexOf(name) < index).map((name) => `${name} is listed twice`),
  ]
}

// Asked of the code itself: an environment that notes which of its variables are looked at.
function variablesAsked(read: Read): Set<string> {
  const asked = new Set<string>()
  const env = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_, name) {
        if (typeof name === 'string') asked.add(name)
        return undefined
      },
    },
  )
  read(env)
  return asked
}
