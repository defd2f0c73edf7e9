// `node simulator/main.ts --port 4000 --app-url http://127.0.0.1:3000 --client-id K --client-secret S --data-dir .data/simulator`

import { parseArgs } from 'node:util'
import { startSimulator } from './start.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    'app-url': { type: 'string', default: 'http://127.0.0.1:3000' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'data-dir': { type: 'string' },
    'bulk-takes-ms': { type: 'string' },
  },
})

if (values['client-id'] === undefined || values['client-secret'] === undefined) {
  console.error('--client-id and --client-secret are needed: the app and its Shopify must know the same.')
  process.exit(1)
}

const simulator = await startSimulator({
  port: Number(values.port),
  appUrl: values['app-url'],
  clientId: values['client-id'],
  clientSecret: values['client-secret'],
  dataDir: values['data-dir'] ?? null,
  ...(values['bulk-takes-ms'] !== undefined && { bulkTakesMs: Number(values['bulk-takes-ms']) }),
})
console.log(`The simulator answers at ${simulator.url}; ${simulator.url}/control says what it can do.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop())
