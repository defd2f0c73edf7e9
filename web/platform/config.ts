import { tlsFault } from './database-address.ts'
import { StartFaults } from './errors.ts'
import { type Failpoint, failpoints } from './failpoints.ts'

/** Everything the environment decides. Nothing else in the app reads it. */
export type Config = {
  readonly production: boolean
  readonly host: string
  readonly port: number
  readonly simulatorPort: number
  /** Null: a PostgreSQL of our own is started under `dataDir`. */
  readonly databaseUrl: string | null
  /** The app's own login. Null: the owner's takes the app's role on, which production refuses. */
  readonly appDatabaseUrl: string | null
  readonly dataDir: string
  readonly appUrl: string
  /** The first secret signs what we send; a signature by any of them is accepted. */
  readonly shopify: {
    readonly apiKey: string
    readonly apiSecrets: readonly string[]
    /** What the app was installed with, if it is not what `shopify.app.toml` asks for. */
    readonly scopes: readonly string[] | null
  }
  /** 32 bytes each, base64. The first encrypts tokens; any of them decrypts. */
  readonly tokenKeys: readonly string[]
  readonly role: 'all' | 'web' | 'worker'
  readonly operatorToken: string | null
  /** How many proxies of our own a request passes before it comes here: each adds the address it saw. */
  readonly proxies: number
  /** How long a process that is told to stop still answers, while it says that it is not ready. */
  readonly stopGraceMs: number
  readonly logLevel: (typeof logLevels)[number]
  /** How suppliers are written to. No server: what would be sent is saved under `dataDir`. */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string | null }
  readonly standIn: {
    readonly shopifyOrigin: string | null
    readonly adminOrigin: string | null
    readonly appBridgeUrl: string | null
  }
  /** Where this process is to die, in a test. */
  readonly failpoint: Failpoint | null
  /** Variables that were not set and got a value that only development may use. */
  readonly developmentDefaults: readonly string[]
}

/** Of the ports that https://fetch.spec.whatwg.org/#port-blocking names, those that need no privilege. */
const blockedPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Everything that is wrong with the environment. */
export class ConfigFaults extends StartFaults {
  constructor(faults: readonly string[]) {
    super('The configuration', faults)
  }
}

const roles = ['all', 'web', 'worker'] as const
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Known to everyone who reads this file, so they protect nothing: development only. */
const developmentValues = {
  SHOPIFY_API_KEY: 'backline-development-key',
  SHOPIFY_API_SECRET: 'backline-development-secret',
  TOKEN_KEYS: Buffer.from('backline-development-token-key-0').toString('base64'),
} as const

/** Shopify's own have 32 and more. */
const shortestSecret = 32
const shortestOperatorToken = 16
/** Of 32 random bytes nearly all differ. */
const fewestBytesOfAKey = 8

const secretNames = ['SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'TOKEN_KEYS'] as const
const standIns = ['SHOPIFY_ORIGIN', 'ADMIN_ORIGIN', 'APP_BRIDGE_URL'] as const

type Environment = Readonly<Record<string, string | undefined>>

/** Throws `ConfigFaults` with all faults at once. An empty variable counts as not set. */
export function readConfig(env: Environment): Config {
  const faults: string[] = []
  const developmentDefaults: string[] = []
  const production = oneOf('NODE_ENV', ['production', 'development', 'test'], 'development') === 'production'
  // `shopify app dev` gives PORT to whoever answers it, and BACKEND_PORT to all; its HOST is the app's address.
  // https://shopify.dev/docs/apps/build/cli-for-apps/app-structure
  const port = portNumber('PORT', portNumber('BACKEND_PORT', 3000))
  const host = text('HOST') ?? '127.0.0.1'
  const isAddress = /^https?:\/\//.test(host)

  const config: Config = {
    production,
    host: isAddress ? '127.0.0.1' : host,
    port,
    simulatorPort: portNumber('SIMULATOR_PORT', 4000),
    databaseUrl: databaseAddress('DATABASE_URL'),
    appDatabaseUrl: databaseAddress('APP_DATABASE_URL'),
    dataDir: text('DATA_DIR') ?? '.data',
    appUrl: origin('APP_URL') ?? (isAddress ? origin('HOST') : null) ?? `http://127.0.0.1:${port}`,
    shopify: { apiKey: secret('SHOPIFY_API_KEY'), apiSecrets: list('SHOPIFY_API_SECRET'), scopes: scopes() },
    tokenKeys: tokenKeys(),
    role: oneOf('ROLE', roles, 'all'),
    operatorToken: text('OPERATOR_TOKEN'),
    proxies: proxies(),
    stopGraceMs: stopGraceMs(),
    logLevel: oneOf('LOG_LEVEL', logLevels, 'info'),
    mail: { smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:']), from: mailFrom() },
    standIn: {
      shopifyOrigin: address('SHOPIFY_ORIGIN', ['http:', 'https:']),
      adminOrigin: origin('ADMIN_ORIGIN'),
      appBridgeUrl: address('APP_BRIDGE_URL', ['http:', 'https:']),
    },
    failpoint: failpoint(),
    developmentDefaults,
  }

  if (text('APP_DATABASE_URL') && !text('DATABASE_URL')) {
    faults.push('APP_DATABASE_URL is set and DATABASE_URL is not; the owner of the same tables is needed beside it.')
  }
  if (production) refuseInProduction()
  else if (!isAddress && !/^(127\.[\d.]+|::1|localhost)$/.test(host)) refuseDevelopmentForOthers()
  if (faults.length > 0) throw new ConfigFaults(faults)
  return config

  function text(name: string): string | null {
    return env[name]?.trim() || null
  }

  function secret(name: keyof typeof developmentValues): string {
    const value = text(name)
    if (value) return value
    if (production) faults.push(`${name} is not set; production needs it.`)
    developmentDefaults.push(name)
    return developmentValues[name]
  }

  function list(name: keyof typeof developmentValues): string[] {
    const values = secret(name)
      .split(',')
      .map((value) => value.trim())
    if (values.includes('')) faults.push(`${name} has an empty entry between its commas.`)
    return values
  }

  function scopes(): string[] | null {
    const names =
      text('SCOPES')
        ?.split(',')
        .map((name) => name.trim()) ?? null
    if (names?.some((name) => !/^[a-z_]+$/.test(name))) {
      faults.push(`SCOPES is "${names.join()}"; it must be names of scopes with commas between them.`)
    }
    return names
  }

  function tokenKeys(): string[] {
    const keys = list('TOKEN_KEYS')
    keys.forEach((key, index) => {
      const length = Buffer.from(key, 'base64').length
      if (length !== 32)
        faults.push(`Key ${index + 1} of TOKEN_KEYS has ${length} bytes; it must be 32 bytes in base64.`)
    })
    return keys
  }

  function portNumber(name: string, otherwise: number): number {
    const value = text(name)
    if (value === null) return otherwise
    const port = Number(value)
    if (!/^\d{1,5}$/.test(value) || port > 65_535) {
      faults.push(`${name} is "${value}"; it must be a port, 0 to 65535 (0: any free one).`)
      return otherwise
    }
    if (blockedPorts.has(port)) faults.push(`${name} is ${port}; no browser opens an address with this port.`)
    return port
  }

  function proxies(): number {
    const value = text('PROXIES') ?? '0'
    if (!/^\d{1,2}$/.test(value)) faults.push(`PROXIES is "${value}"; it must be a number of proxies, 0 to 99.`)
    return Number(value)
  }

  /** Balancers look every few seconds; nobody else is to wait. */
  function stopGraceMs(): number {
    const value = text('STOP_GRACE_SECONDS') ?? (production ? '5' : '0')
    if (!/^(1?\d|20)$/.test(value)) faults.push(`STOP_GRACE_SECONDS is "${value}"; it must be 0 to 20.`)
    return Number(value) * 1_000
  }

  function oneOf<Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word {
    const value = text(name)
    if (value === null) return otherwise
    const known = words.find((word) => word === value)
    if (!known) faults.push(`${name} is "${value}"; it must be one of ${words.join(', ')}.`)
    return known ?? otherwise
  }

  function mailFrom(): string | null {
    const from = text('MAIL_FROM')
    if (from !== null && !/^[^\s@]+@[^\s@]+$/.test(from)) {
      faults.push(`MAIL_FROM is "${from}"; it must be an e-mail address alone, as in orders@example.com.`)
    }
    if (from === null && text('SMTP_URL')) faults.push('MAIL_FROM is not set; SMTP_URL needs to know who sends.')
    return from
  }

  function failpoint(): Failpoint | null {
    return text('FAILPOINT') === null ? null : oneOf('FAILPOINT', failpoints, failpoints[0])
  }

  /** The value itself is not repeated: an address may hold a password. */
  function address(name: string, protocols: readonly string[]): string | null {
    const value = text(name)
    if (value === null) return null
    const begins = protocols.map((protocol) => `${protocol}//`)
    const protocol = URL.parse(value)?.protocol
    if (protocol === undefined && begins.some((begin) => value.startsWith(begin))) {
      faults.push(
        `${name} is no address: in its user name and password, signs must be percent-encoded, as %40 for @ and %2F for /.`,
      )
    } else if (protocol === undefined || !protocols.includes(protocol)) {
      faults.push(`${name} must be an address that begins with ${begins.join(' or ')}.`)
    }
    return value.replace(/\/+$/, '')
  }

  function databaseAddress(name: string): string | null {
    const value = address(name, ['postgres:', 'postgresql:'])
    const fault = value === null ? null : tlsFault(name, value)
    if (fault) faults.push(fault)
    return value
  }

  function origin(name: string): string | null {
    const value = address(name, ['http:', 'https:'])
    const url = value === null ? null : URL.parse(value)
    if (url && url.origin !== value) faults.push(`${name} must be an origin without a path, as in ${url.origin}.`)
    return value
  }

  /** Known to everyone, whether it was left out or set. */
  function isPublished(name: keyof typeof developmentValues): boolean {
    const known = developmentValues[name]
    const values = (text(name) ?? known).split(',').map((value) => value.trim())
    if (name !== 'TOKEN_KEYS') return values.includes(known)
    return values.some((value) => Buffer.from(value, 'base64').equals(Buffer.from(known, 'base64')))
  }

  /** Whoever knows the values of development may sign as Shopify does, so none but this machine may come near them. */
  function refuseDevelopmentForOthers(): void {
    const known = secretNames.filter(isPublished)
    if (text('NODE_ENV') === null) {
      faults.push(
        `NODE_ENV is not set, and HOST is "${host}", where others than this machine come in: set NODE_ENV to production, or HOST to 127.0.0.1.`,
      )
    } else if (known.length > 0) {
      faults.push(
        `HOST is "${host}", where others than this machine come in, and everyone knows the value of ${known.join(', ')}: set your own, or HOST to 127.0.0.1.`,
      )
    }
  }

  function refuseWeakSecrets(): void {
    for (const name of secretNames.filter((name) => text(name) !== null && isPublished(name))) {
      faults.push(`${name} has a value that everyone knows who has this program; production needs one of its own.`)
    }
    config.shopify.apiSecrets.forEach((secret, index) => {
      if (secret.length > 0 && secret.length < shortestSecret && !isPublished('SHOPIFY_API_SECRET')) {
        const place =
          config.shopify.apiSecrets.length > 1 ? `Secret ${index + 1} of SHOPIFY_API_SECRET` : 'SHOPIFY_API_SECRET'
        faults.push(
          `${place} has ${secret.length} characters; a client secret of Shopify's has at least ${shortestSecret}.`,
        )
      }
    })
    config.tokenKeys.forEach((key, index) => {
      const bytes = Buffer.from(key, 'base64')
      if (bytes.length === 32 && new Set(bytes).size < fewestBytesOfAKey) {
        faults.push(`Key ${index + 1} of TOKEN_KEYS is not random; "openssl rand -base64 32" makes one that is.`)
      }
    })
    const operatorLength = config.operatorToken?.length ?? shortestOperatorToken
    if (operatorLength < shortestOperatorToken) {
      faults.push(`OPERATOR_TOKEN has ${operatorLength} characters; it must have at least ${shortestOperatorToken}.`)
    }
  }

  function requireLogins(): void {
    if (text('DATABASE_URL') === null) faults.push('DATABASE_URL is not set; production needs it.')
    if (text('APP_DATABASE_URL') === null) {
      faults.push(
        'APP_DATABASE_URL is not set; production needs a login of its own for the role backline_app, which cannot become the owner of the tables.',
      )
    }
  }

  function refuseInProduction(): void {
    for (const name of standIns) {
      if (text(name))
        faults.push(`${name} is set; it leads to a stand-in for Shopify, which production must never use.`)
    }
    refuseWeakSecrets()
    requireLogins()
    if (isAddress)
      faults.push('HOST is an address of the web; in production that is APP_URL, and HOST where to listen.')
    if (text('FAILPOINT')) faults.push('FAILPOINT is set; production must not die on purpose.')
    const appUrl = text('APP_URL')
    if (appUrl === null) faults.push('APP_URL is not set; production needs it.')
    else if (!appUrl.startsWith('https://')) faults.push('APP_URL must begin with https:// in production.')
  }
}
