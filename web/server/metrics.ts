import { Counter, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** What an operator watches. Labels have few values: never a shop, an order or an item. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
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
      help: 'Webhook requests by what became of them',
      labelNames: ['outcome'] as const,
      registers,
    }),
    acknowledgement: new Histogram({
      name: 'backline_acknowledgement_seconds',
      help: 'From the body of a webhook request to its answer',
      buckets: seconds,
      registers,
    }),
    jobs: new Histogram({
      name: 'backline_job_seconds',
      help: 'How long jobs took, by name and end',
      labelNames: ['job', 'end'] as const,
      buckets: seconds,
      registers,
    }),
  }
}
