/** What the admin's frame puts into the first address, and a document needs again when the frame is reloaded. */
const frameParameters = ['embedded', 'shop', 'host', 'locale']

/** The query of an address inside the app: its own parameters, and those of the frame. */
export function queryWithFrame(own: URLSearchParams, current: string): string {
  const query = new URLSearchParams(own)
  const shown = new URLSearchParams(current)
  for (const name of frameParameters) {
    const value = shown.get(name)
    if (value !== null) query.set(name, value)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
