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

/** One JSON object a line. Lines about a shop carry `shop`, about a delivery `delivery`, about a job `job`. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, stream: DestinationStream = destination(1)): Logger {
  const options = {
    level: logLevel,
    base: { app: 'backline' },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]), censor: '…' },
  }
  return pino(options, stream)
}
