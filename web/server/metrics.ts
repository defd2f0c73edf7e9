import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** What an operator watches. Labels have few values: never a shop, an order or an item. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  const gauge = (name: string, help: string) => new Gauge({ name: `backline_${name}`, help, registers })
  const gateGauge = (name: string, help: string) =>
    new Gauge({ name: `backline_${name}`, help, labelNames: ['kind'] as const, registers })
  new Gauge({
    name: 'backline_memory_bytes',
    help: 'Resident memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  return {
    registry,
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
    /** Expensive calls of people, by the gate that they go through. */
    gate: {
      waiting: gateGauge('gate_waiting', 'Expensive calls that wait for their turn'),
      running: gateGauge('gate_running', 'Expensive calls that are worked on'),
      refused: new Counter({
        name: 'backline_gate_refused_total',
        help: 'Expensive calls that were answered 429, or whose sender had gone before their turn',
        labelNames: ['kind'] as const,
        registers,
      }),
    },
    /** Of the whole installation, not of this process; set when they are asked for. */
    work: {
      waiting: gauge('waiting_deliveries', 'Deliveries that wait to be worked off'),
      lagSeconds: gauge('lag_seconds', 'How long the oldest waiting delivery has waited'),
      dueMarks: gauge('due_marks', 'Items that are to be planned'),
      parked: gauge('parked_deliveries', 'Deliveries that wait for a person'),
      shopsNeedingAttention: gauge('shops_needing_attention', 'Shops that do not let us in'),
    },
  }
}
