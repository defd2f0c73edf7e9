/**
 * Email addresses as they are typed: with commas between them, semicolons or spaces; and as mail programs copy them,
 * `Kim Lee <kim@acme.example>`. Files are read so, too (`addressesWritten`).
 */
export function typedAddresses(text: string): string[] {
  return text.split(/[,;\n]/).flatMap((part) => {
    const [, address = part] = /^[^<>@]*<([^<>]*)>\s*$/.exec(part) ?? []
    return address.split(/\s+/).filter((one) => one !== '')
  })
}

export function addressesText(addresses: readonly string[]): string {
  return addresses.join(', ')
}

/** Of a list those that were typed before, in it or in another, in capitals or not. */
export function typedTwice(addresses: readonly string[], others: readonly string[] = []): string[] {
  const before = others.map((address) => address.toLowerCase())
  const lower = addresses.map((address) => address.toLowerCase())
  return addresses.filter((_, at) => [...before, ...lower.slice(0, at)].includes(lower[at] ?? ''))
}
