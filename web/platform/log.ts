import { type DestinationStream, destination, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** Never written, wherever they turn up: who reads the log could use them. */
const secrets = [
  'authorization',
  'cookie',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'secret',
  'password',
  'apiSecretKey',
  'client_secret',
]

/** What tokens look like, where one turns up in a sentence: Shopify's own, and session tokens. */
const tokens = /\bshp[a-z]{2}_\w+|\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g

const deepestCause = 5

/** One JSON object a line. Lines about a shop carry `shop`, about a delivery `delivery`, about a job `job`. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, stream: DestinationStream = destination(1)): Logger {
  const options = {
    level: logLevel,
    base: { app: 'backline' },
    serializers: { err: tellError, error: tellError },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]), censor: '…' },
  }
  return pino(options, stream)
}

/**
 * What is told of an error, and nothing else of it: libraries hang on it what they were working with, as the database
 * does with the row that it refused and Shopify's library with the whole answer.
 */
function tellError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutTokens(error) : typeof error
  const { code, details, cause, severity } = error as Partial<
    Record<'code' | 'details' | 'cause' | 'severity', unknown>
  >
  // PostgreSQL ends a sentence with the value that it could not take.
  const message = withoutTokens(severity === undefined ? error.message : error.message.replace(/: ".*$/s, ': …'))
  return {
    type: error.name,
    message,
    stack: withoutTokens((error.stack ?? '').replace(error.message, () => message)),
    ...(code !== undefined && { code }),
    ...(details !== undefined && { details }),
    ...(cause !== undefined && depth < deepestCause && { cause: tellError(cause, depth + 1) }),
  }
}

function withoutTokens(text: string): string {
  return text.replace(tokens, '…')
}
