// The ways a wish can fail. The reason is a sentence for whoever drives the simulator.

/** The wish is impossible in this shop: 422. */
export class Refused extends Error {
  override name = 'Refused'
}

/** There is no such shop or verb: 404. */
export class Unknown extends Error {
  override name = 'Unknown'
}
