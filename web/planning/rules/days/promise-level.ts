/** The share of promises that is to be kept, until a merchant can choose. */
export const promiseLevel = 0.9
