/** What the driver and `psql` read alike, and what the driver alone knows (docs/deploy.md, "TLS to the database"). */
const modes = ['verify-full', 'no-verify', 'disable'] as const

/**
 * What is wrong with how an address asks for TLS, or null. `require`, `prefer` and `verify-ca` are refused: the driver checks as
 * `verify-full` does today, says that its next version will not, and `psql` reads them otherwise again.
 */
export function tlsFault(variable: string, address: string): string | null {
  const mode = URL.parse(address)?.searchParams.get('sslmode') ?? null
  if (mode === null || modes.some((known) => known === mode)) return null
  return `${variable} says sslmode=${mode}; it must be verify-full (the certificate and its name are checked; sslrootcert names an authority of your own), no-verify (neither is) or disable.`
}

/** Whether the address leads to another machine and says nothing of TLS: then everything goes there as plain text. */
export function saysNothingOfTls(address: string): boolean {
  const url = URL.parse(address)
  if (!url || ['sslmode', 'ssl', 'sslnegotiation'].some((name) => url.searchParams.has(name))) return false
  const host = decodeURIComponent(url.searchParams.get('host') ?? url.hostname)
  return host !== '' && !host.startsWith('/') && !/^(127\.[\d.]+|\[?::1\]?|localhost)$/.test(host)
}
