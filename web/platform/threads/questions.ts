import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'

// Questions that a thread asks while it works, of whoever began the work and has a connection: functions of plain data.

export type Answering = { readonly port: MessagePort }

type Question = { readonly name: string; readonly said: readonly unknown[] }
type Answer = { readonly value: unknown } | { readonly failed: string }

/** For the thread: what it asks, one question at a time. */
export function askOver<Answers extends object>(port: MessagePort): Answers {
  const ask = async (name: string, said: readonly unknown[]): Promise<unknown> => {
    port.postMessage({ name, said } satisfies Question)
    const [answer]: Answer[] = await once(port, 'message')
    if (answer === undefined || 'failed' in answer) throw new Error(answer?.failed)
    return answer.value
  }
  // The other end has the functions that the type names; what crosses is data.
  return new Proxy({} as Answers, {
    get:
      (_, name) =>
      (...said: unknown[]) =>
        ask(String(name), said),
  })
}

/** For who begins the work: answers what is asked over the port until it is done. Throws what a question failed with. */
export async function answering<Made>(answers: object, work: (port: MessagePort) => Promise<Made>): Promise<Made> {
  const { port1: ours, port2: theirs } = new MessageChannel()
  const functions = new Map<string, (...said: readonly unknown[]) => Promise<unknown>>(Object.entries(answers))
  const failures: unknown[] = []
  ours.on('message', async ({ name, said }: Question) => {
    try {
      ours.postMessage({ value: await functions.get(name)?.(...said) } satisfies Answer)
    } catch (error) {
      failures.push(error)
      ours.postMessage({ failed: `nobody answers ${name}` } satisfies Answer)
    }
  })
  try {
    return await work(theirs)
  } catch (error) {
    throw failures.length > 0 ? failures[0] : error
  } finally {
    ours.close()
  }
}
