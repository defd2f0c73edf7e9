import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { version } from './version.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** Connections to the database, as a pool counts them. */
type Pool = { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number }

/** A shop that waits longer than so many seconds is counted as behind by these. */
export const lags = [1, 5, 60, 600] as const

/** What an operator watches. Labels have few values: never a shop, an order or an item. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  const gauge = (name: string, help: string) => new Gauge({ name: `backline_${name}`, help, registers })
  const byKind = (name: string, help: string) =>
    new Gauge({ name: `backline_${name}`, help, labelNames: ['kind'] as const, registers })
  // Processor, memory, event loop and garbage, under the names that every dashboard for Node knows.
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'backline_build_info',
    help: 'Always 1: which version runs, on which Node',
    labelNames: ['version', 'node'] as const,
    registers,
  }).set({ version, node: process.versions.node }, 1)
  const pools = new Map<string, Pool>()
  new Gauge({
    name: 'backline_connections',
    help: 'Connections to the database by pool: idle or used; and waiting, who waits for one',
    labelNames: ['pool', 'state'] as const,
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of pools) {
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'used' }, totalCount - idleCount)
        this.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
  return {
    registry,
    /** Has the connections of a pool counted. */
    watchPool: (name: string, pool: Pool) => void pools.set(name, pool),
    requests: new Histogram({
      name: 'backline_request_seconds',
      help: 'From the head of a request to the end of its answer, by what was asked: api, storefront, webhooks, health or page',
      labelNames: ['surface', 'method', 'status'] as const,
      buckets: seconds,
      registers,
    }),
    procedures: new Histogram({
      name: 'backline_procedure_seconds',
      help: 'How long the procedures of the API took, and whether they failed for a reason of ours',
      labelNames: ['procedure', 'outcome'] as const,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    deliveries: new Counter({
      name: 'backline_deliveries_total',
      help: 'Webhook requests by what became of them here: stored, ignored or refused; later done or parked',
      labelNames: ['topic', 'outcome'] as const,
      registers,
    }),
    repeated: new Counter({
      name: 'backline_repeated_deliveries_total',
      help: 'Webhook requests that had been stored already',
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'backline_acknowledgement_seconds',
      help: 'From the body of a webhook request to its answer',
      buckets: seconds,
      registers,
    }),
    databaseAway: new Counter({
      name: 'backline_database_away_total',
      help: 'Requests that were answered 503 because of the database: unreachable, no-connection, too-long, locked or unprotected',
      labelNames: ['reason'] as const,
      registers,
    }),
    jobs: new Histogram({
      name: 'backline_job_seconds',
      help: 'How long jobs took, by name and end',
      labelNames: ['job', 'end'] as const,
      buckets: seconds,
      registers,
    }),
    planning: new Histogram({
      name: 'backline_plan_seconds',
      help: 'How long the plan step of a round took, from its facts to its commit',
      buckets: seconds,
      registers,
    }),
    adminCalls: new Counter({
      name: 'backline_admin_calls_total',
      help: 'Calls of the Admin API by what came of them: data, throttled, failed, refused, unauthorized or lost',
      labelNames: ['operation', 'outcome'] as const,
      registers,
    }),
    adminPoints: new Counter({
      name: 'backline_admin_points_total',
      help: 'Points that calls of the Admin API cost',
      labelNames: ['operation'] as const,
      registers,
    }),
    /** Of requests, by what was asked: api or webhooks. */
    bodies: {
      held: new Gauge({
        name: 'backline_body_bytes',
        help: 'Bytes of bodies that are on their way, or whose calls are not answered yet',
        labelNames: ['surface'] as const,
        registers,
      }),
      unread: new Counter({
        name: 'backline_bodies_unread_total',
        help: 'Bodies that were not read to their end: too-large, too-slow, crowded-out or broken-off',
        labelNames: ['surface', 'reason'] as const,
        registers,
      }),
    },
    /** Calls of people, by the gate that they go through. */
    gate: {
      waiting: byKind('gate_waiting', 'Calls that wait for their turn, by gate'),
      running: byKind('gate_running', 'Calls that are worked on, by gate'),
      refused: new Counter({
        name: 'backline_gate_refused_total',
        help: 'Calls that were answered 429 by gate or budget, or whose sender had gone before their turn',
        labelNames: ['kind'] as const,
        registers,
      }),
    },
    /** Of the whole installation, as are those below; set when they are asked for. */
    lanes: {
      waiting: byKind('lanes_waiting', 'Lanes that are due and have no turn yet, by kind of work'),
      waitSeconds: byKind('lane_wait_seconds', 'How long the lane that is due the longest has waited for its turn'),
      failing: byKind('lanes_failing', 'Lanes whose last turn failed'),
      failingSeconds: byKind('lanes_failing_seconds', 'How long the first of the lanes that fail has failed'),
    },
    /** Of the whole installation, not of this process; set when they are asked for. */
    work: {
      waiting: gauge('waiting_deliveries', 'Deliveries that wait to be worked off'),
      lagSeconds: gauge('lag_seconds', 'How long the oldest waiting delivery has waited'),
      dueMarks: gauge('due_marks', 'Items that are to be planned'),
      parked: gauge('parked_deliveries', 'Deliveries that wait for a person'),
      shopsNeedingAttention: gauge('shops_needing_attention', 'Shops that do not let us in'),
      mailWaiting: gauge('waiting_mail', 'Mail to suppliers that waits to be sent'),
      mailLagSeconds: gauge('mail_lag_seconds', 'How long the oldest waiting mail has waited'),
    },
    shopsThatLag: new Gauge({
      name: 'backline_shops_behind',
      help: 'Shops of which a delivery has waited for more than so many seconds',
      labelNames: ['seconds'] as const,
      registers,
    }),
  }
}
