import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConfigFaults, readConfig } from '../../web/platform/config.ts'

const key = createHash('sha256').update('a key').digest('base64')
const [newSecret, oldSecret] = ['new', 'old'].map((name) => `shpss_${name.repeat(11)}`)
const live = {
  NODE_ENV: 'production',
  APP_URL: 'https://backline.example.com',
  DATABASE_URL: 'postgres://owner:word@db.example.com/backline',
  APP_DATABASE_URL: 'postgres://backline_app:word@db.example.com/backline',
  SHOPIFY_API_KEY: 'client-id',
  SHOPIFY_API_SECRET: `${newSecret}, ${oldSecret}`,
  TOKEN_KEYS: key,
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults
    throw error
  }
  return []
}

describe('on a fresh machine', () => {
  it('starts with nothing set, and says which values only development may use', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      simulatorPort: 4000,
      databaseUrl: null,
    })
    expect(config.appUrl).toBe('http://127.0.0.1:3000')
    expect(config.shopify).toMatchObject({ apiKey: 'backline-development-key', scopes: null })
    expect(config.developmentDefaults).toEqual(['SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'TOKEN_KEYS'])
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', ROLE: '' })).toEqual(readConfig({}))
  })

  it('derives its address from its port', () => {
    expect(readConfig({ PORT: '3456' }).appUrl).toBe('http://127.0.0.1:3456')
  })
})

describe("under Shopify's command line", () => {
  const tunnel = 'https://some-words.trycloudflare.com'
  const dev = {
    NODE_ENV: 'development',
    APP_ENV: 'development',
    SHOPIFY_API_KEY: 'client-id',
    SHOPIFY_API_SECRET: 'client-secret',
    SCOPES: 'read_orders, read_products',
    HOST: tunnel,
    APP_URL: tunnel,
    PORT: '3456',
    SERVER_PORT: '3456',
    BACKEND_PORT: '3457',
    FRONTEND_PORT: '3456',
    REMIX_DEV_ORIGIN: tunnel,
  }

  it('listens on this machine, where it is told to, and is known by the address of the tunnel', () => {
    expect(readConfig(dev)).toMatchObject({
      host: '127.0.0.1',
      port: 3456,
      appUrl: tunnel,
      shopify: { apiKey: 'client-id', apiSecrets: ['client-secret'], scopes: ['read_orders', 'read_products'] },
      developmentDefaults: ['TOKEN_KEYS'],
    })
  })

  it('needs neither PORT nor APP_URL', () => {
    expect(readConfig({ ...dev, PORT: '', APP_URL: '' })).toMatchObject({ port: 3457, appUrl: tunnel })
  })

  it('is not what a production runs under', () => {
    expect(faultsOf({ ...live, HOST: 'https://backline.example.com' })).toEqual([
      'HOST is an address of the web; in production that is APP_URL, and HOST where to listen.',
    ])
  })

  it('refuses scopes that are none, and an address with a path', () => {
    expect(faultsOf({ ...dev, SCOPES: 'read_orders;read_products', APP_URL: '', HOST: `${tunnel}/app` })).toEqual([
      `HOST must be an origin without a path, as in ${tunnel}.`,
      'SCOPES is "read_orders;read_products"; it must be names of scopes with commas between them.',
    ])
  })
})

describe('where others than this machine come in', () => {
  const open = { HOST: '0.0.0.0' }
  const own = { SHOPIFY_API_KEY: 'client-id', SHOPIFY_API_SECRET: 'mine', TOKEN_KEYS: key }

  it('does not take a NODE_ENV that was forgotten for development', () => {
    expect(faultsOf({ ...open, ...own })).toEqual([
      'NODE_ENV is not set, and HOST is "0.0.0.0", where others than this machine come in: set NODE_ENV to production, or HOST to 127.0.0.1.',
    ])
  })

  it('has no development with values that everyone knows', () => {
    expect(faultsOf({ ...open, NODE_ENV: 'development', SHOPIFY_API_SECRET: 'mine' })).toEqual([
      'HOST is "0.0.0.0", where others than this machine come in, and everyone knows the value of SHOPIFY_API_KEY, TOKEN_KEYS: set your own, or HOST to 127.0.0.1.',
    ])
    expect(faultsOf({ ...open, ...own, NODE_ENV: 'development' })).toEqual([])
  })

  it.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('is not %s', (HOST) => {
    expect(faultsOf({ HOST })).toEqual([])
  })
})

describe('in production', () => {
  it('accepts a secret that is being replaced beside the new one', () => {
    expect(readConfig(live).shopify.apiSecrets).toEqual([newSecret, oldSecret])
  })

  it('has no defaults for what must be secret', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'SHOPIFY_API_KEY is not set; production needs it.',
      'SHOPIFY_API_SECRET is not set; production needs it.',
      'TOKEN_KEYS is not set; production needs it.',
      'DATABASE_URL is not set; production needs it.',
      'APP_DATABASE_URL is not set; production needs a login of its own for the role backline_app, which cannot become the owner of the tables.',
      'APP_URL is not set; production needs it.',
    ])
  })

  it('refuses what everyone knows, also where it was set', () => {
    const development = readConfig({})
    const [known] = development.tokenKeys
    expect(
      faultsOf({
        ...live,
        SHOPIFY_API_KEY: development.shopify.apiKey,
        SHOPIFY_API_SECRET: `${newSecret},${development.shopify.apiSecrets[0]}`,
        TOKEN_KEYS: `${key},${known?.replace(/=+$/, '')}`,
      }),
    ).toEqual(
      ['SHOPIFY_API_KEY', 'SHOPIFY_API_SECRET', 'TOKEN_KEYS'].map(
        (name) => `${name} has a value that everyone knows who has this program; production needs one of its own.`,
      ),
    )
  })

  it('refuses secrets that are none', () => {
    expect(faultsOf({ ...live, SHOPIFY_API_SECRET: `${newSecret},b`, OPERATOR_TOKEN: 'me' })).toEqual([
      "Secret 2 of SHOPIFY_API_SECRET has 1 characters; a client secret of Shopify's has at least 32.",
      'OPERATOR_TOKEN has 2 characters; it must have at least 16.',
    ])
    expect(faultsOf({ ...live, TOKEN_KEYS: `${key},${Buffer.alloc(32, 7).toString('base64')}` })).toEqual([
      'Key 2 of TOKEN_KEYS is not random; "openssl rand -base64 32" makes one that is.',
    ])
  })

  it('refuses to die on purpose', () => {
    expect(readConfig({ FAILPOINT: 'after-record' }).failpoint).toBe('after-record')
    expect(faultsOf({ ...live, FAILPOINT: 'after-record' })).toEqual([
      'FAILPOINT is set; production must not die on purpose.',
    ])
  })

  it('refuses every stand-in for Shopify', () => {
    const standIns = {
      SHOPIFY_ORIGIN: 'http://127.0.0.1:4000/shopify',
      ADMIN_ORIGIN: 'http://127.0.0.1:4000',
      APP_BRIDGE_URL: 'http://127.0.0.1:4000/app-bridge.js',
    }
    const faults = faultsOf({ ...live, ...standIns })
    expect(faults).toHaveLength(3)
    for (const name of Object.keys(standIns)) expect(faults.join()).toContain(name)
  })

  it('refuses an address without encryption', () => {
    expect(faultsOf({ ...live, APP_URL: 'http://backline.example.com' })).toEqual([
      'APP_URL must begin with https:// in production.',
    ])
  })
})

describe('a bad configuration', () => {
  it('is a port that browsers refuse to open', () => {
    expect(faultsOf({ SIMULATOR_PORT: '4190' })).toEqual([
      'SIMULATOR_PORT is 4190; no browser opens an address with this port.',
    ])
  })

  it('is told with all its faults at once, in words', () => {
    const faults = faultsOf({
      PORT: 'eighty',
      SIMULATOR_PORT: '70000',
      ROLE: 'queen',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root@localhost',
      APP_URL: 'http://127.0.0.1:3000/app',
      TOKEN_KEYS: `${key},c2hvcnQ=`,
      SHOPIFY_API_SECRET: 'one,,two',
    })
    expect(faults).toEqual([
      'PORT is "eighty"; it must be a port, 0 to 65535 (0: any free one).',
      'SIMULATOR_PORT is "70000"; it must be a port, 0 to 65535 (0: any free one).',
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
      'APP_URL must be an origin without a path, as in http://127.0.0.1:3000.',
      'SHOPIFY_API_SECRET has an empty entry between its commas.',
      'Key 2 of TOKEN_KEYS has 5 bytes; it must be 32 bytes in base64.',
      'ROLE is "queen"; it must be one of all, web, worker.',
      'LOG_LEVEL is "loud"; it must be one of fatal, error, warn, info, debug, trace, silent.',
    ])
  })

  it('says of an address with signs in its password that these must be encoded', () => {
    const fault =
      'DATABASE_URL is no address: in its user name and password, signs must be percent-encoded, as %40 for @ and %2F for /.'
    expect(faultsOf({ DATABASE_URL: 'postgres://a:p@ss:w/rd#?@localhost:5432/backline' })).toEqual([fault])
    expect(faultsOf({ DATABASE_URL: 'postgres://a:p%40ss%3Aw%2Frd%23%3F@localhost:5432/backline' })).toEqual([])
  })

  it.each(['mysql://root:hunter2@localhost', 'postgres://root:hunter2/@:@localhost:x'])(
    'never repeats a password, as in %s',
    (address) => {
      const faults = faultsOf({ DATABASE_URL: address })
      expect(faults).toHaveLength(1)
      expect(faults.join()).not.toContain('hunter2')
    },
  )
})

describe('env.example', () => {
  const example = parseEnv(readFileSync('env.example', 'utf8'))

  it('lists every variable that is read, and no other', () => {
    const asked = new Set<string>()
    const env = new Proxy({}, { get: (_, name) => void asked.add(String(name)) })
    readConfig(env)
    expect(Object.keys(example).sort()).toEqual([...asked].sort())
  })

  it('says what happens when nothing is set', () => {
    expect(readConfig(example)).toEqual(readConfig({}))
  })
})
