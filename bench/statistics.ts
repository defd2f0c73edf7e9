/** The value that this share of the values does not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Runs the work and tells how many milliseconds it took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** `12,800/s` */
export function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en-US')}/s`
}

/** `4.21 ms`, `61 ms`, `3.4 s` */
export function duration(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toPrecision(3)} ms`
}

/** `180 MB`; null where the system does not tell. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? 'not told by this system' : `${Math.round(bytes / 1_000_000)} MB`
}
