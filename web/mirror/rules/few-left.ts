/** So many units left, or fewer, may be less than one order asks for: what comes beyond them is told before they are gone. */
export const fewLeft = 10
