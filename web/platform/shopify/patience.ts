/** How long a call to Shopify may take, in milliseconds. */
export type Patience = {
  /** Until an answer is there. */
  readonly answer: number
  /** After the first try that failed; doubled after each further one. */
  readonly firstBackoff: number
  /** After an answer that there are no points left, at least. */
  readonly throttled: number
  /** All the waiting between the tries of one call. Longer waits are the job queue's, which holds nothing meanwhile. */
  readonly call: number
}

export const usualPatience: Patience = { answer: 10_000, firstBackoff: 500, throttled: 1_000, call: 20_000 }
