import { DBOS } from '@dbos-inc/dbos-sdk'
import pg from 'pg'
import { writeAtOnce } from './bare-writer.ts'
import type { PlacedOrder } from './known-shop.ts'
import type { Seed } from './seed.ts'

const workflowsAtOnce = 64
const connections = 10

/** Runs a workflow for each order, with one step that writes its rows in a transaction; at most 64 are under way. */
export type DurableWorkflows = { write(orders: readonly PlacedOrder[]): Promise<void>; close(): Promise<void> }

/** What a durable-workflow library keeps of its workflows stands in the database in which the orders are written. */
export async function openDurableWorkflows(url: string, seed: Seed): Promise<DurableWorkflows> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url, runAdminServer: false, logLevel: 'error' })
  const takeOrder = DBOS.registerWorkflow(
    async (order: PlacedOrder) => {
      await DBOS.runStep(() => writeOrder(pool, seed, order), { name: 'write order' })
    },
    { name: 'take order' },
  )
  await DBOS.launch()
  return {
    async write(orders) {
      const left = [...orders].values()
      const takeNext = async () => {
        for (const order of left) await takeOrder(order)
      }
      await Promise.all(Array.from({ length: workflowsAtOnce }, takeNext))
    },
    async close() {
      await DBOS.shutdown({ deregister: true })
      await pool.end()
    },
  }
}

async function writeOrder(pool: pg.Pool, seed: Seed, order: PlacedOrder): Promise<void> {
  const client = await pool.connect()
  try {
    await writeAtOnce(client, seed, [order])
  } finally {
    client.release()
  }
}
