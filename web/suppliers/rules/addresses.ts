// To whom the orders of a supplier go: an address, others beside it, and those that get a copy. The form, a file and the API
// change them by one rule.

export type Addresses = {
  /** Null: nowhere, and nobody gets a copy either. */
  readonly email: string | null
  readonly alsoTo: readonly string[]
  readonly cc: readonly string[]
}

/** What is said of them; lists that are not named stay as they are. */
type SaidAddresses = Pick<Addresses, 'email'> & {
  readonly alsoTo?: readonly string[] | undefined
  readonly cc?: readonly string[] | undefined
}

export const noAddresses: Addresses = { email: null, alsoTo: [], cc: [] }

/** In all: a letter is for those who deal with the order, and no newsletter. */
const mostAddresses = 10

/** Each address once, where it is named first. Whoever knows of one address only and takes it away takes all of them away. */
export function addressesAfter(before: Addresses, { email, alsoTo, cc }: SaidAddresses): Addresses {
  const others = alsoTo ?? (email === null ? [] : before.alsoTo)
  const to = eachOnce([...(email === null ? [] : [email]), ...others])
  const [first = null, ...rest] = to
  const copies = cc ?? (first === null ? [] : before.cc)
  return { email: first, alsoTo: rest, cc: eachOnce([...to, ...copies]).slice(to.length) }
}

/** What is wrong with them as a whole; null: nothing is. */
export function addressesFault({ email, alsoTo, cc }: Addresses): string | null {
  if (email === null && cc.length > 0) return 'needs an address that orders go to, and not only copies'
  return 1 + alsoTo.length + cc.length > mostAddresses ? `has more than ${mostAddresses} addresses` : null
}

/** Of a message that is sent to at least one. */
export type Recipients = { readonly to: string } & Pick<Addresses, 'alsoTo' | 'cc'>

export function recipientsOf({ to, alsoTo, cc }: Recipients): string[] {
  return [to, ...alsoTo, ...cc]
}

export function lineOf({ to, ...others }: Recipients): string {
  return addressesLine({ email: to, ...others }) ?? ''
}

export function allAddresses({ email, alsoTo, cc }: Addresses): string[] {
  return email === null ? [] : [email, ...alsoTo, ...cc]
}

/** Without those that were named before, in capitals or not. */
function eachOnce(addresses: readonly string[]): string[] {
  const seen = new Set<string>()
  return addresses.filter((address) => seen.size < seen.add(address.toLowerCase()).size)
}

/** `orders@acme.example, sales@acme.example; Cc: kim@acme.example`: as a file has them, and histories; null: none. */
export function addressesLine({ email, alsoTo, cc }: Addresses): string | null {
  if (email === null) return null
  const to = [email, ...alsoTo].join(', ')
  return cc.length === 0 ? to : `${to}; Cc: ${cc.join(', ')}`
}

/** What `addressesLine` writes, and lists as people write them; whether each is an address is not looked at. */
export function addressesWritten(line: string): { readonly to: string[]; readonly cc: string[] | null } {
  const [to = '', ...copies] = line.split(/\bcc\s*:/i)
  return { to: listed(to), cc: copies.length === 0 ? null : copies.flatMap(listed) }
}

/** Also of `Kim Lee <kim@acme.example>`, as mail programs copy it. The form reads it so, too (`typedAddresses`). */
function listed(text: string): string[] {
  return text.split(/[,;\n]/).flatMap((part) => {
    const [, address = part] = /^[^<>@]*<([^<>]*)>\s*$/.exec(part) ?? []
    return address.split(/\s+/).filter((one) => one !== '')
  })
}
