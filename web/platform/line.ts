type Leave = () => void

/** Where a process does one piece of work after the other, in the order in which they were asked for. */
export type Line = {
  /** Answers how to leave it: at once where nobody is in it, else when those before have left. */
  enter(): Leave | Promise<Leave>
}

export function createLine(): Line {
  const waiting: (() => void)[] = []
  let isTaken = false
  const leave: Leave = () => {
    const next = waiting.shift()
    if (next === undefined) isTaken = false
    else next()
  }
  return {
    enter() {
      if (isTaken) return new Promise((entered) => waiting.push(() => entered(leave)))
      isTaken = true
      return leave
    },
  }
}

export async function inLine<T>(line: Line, work: () => Promise<T>): Promise<T> {
  const leave = await line.enter()
  try {
    return await work()
  } finally {
    leave()
  }
}
