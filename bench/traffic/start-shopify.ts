import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Commands, Message, ShopifyOptions } from './shopify.ts'

export type Shopify = {
  readonly url: string
  /** One command at a time. */
  ask<Name extends keyof Commands>(command: Name, wish: Commands[Name]['wish']): Promise<Commands[Name]['answer']>
  stop(): Promise<void>
}

/** Starts the process that plays Shopify. */
export async function startShopify(options: ShopifyOptions): Promise<Shopify> {
  const child = fork(join(import.meta.dirname, 'shopify.ts'), [JSON.stringify(options)], { serialization: 'advanced' })
  const ended = once(child, 'exit').then(() => ({ failure: 'the process that plays Shopify has ended' }))
  const heard = async (): Promise<Message> => {
    const told = once(child, 'message').then(([message]): Message => message)
    const message = await Promise.race([told, ended])
    if ('failure' in message) throw new Error(message.failure)
    return message
  }

  const started = await heard()
  return {
    url: `http://127.0.0.1:${'port' in started ? started.port : 0}`,
    async ask<Name extends keyof Commands>(command: Name, wish: Commands[Name]['wish']) {
      child.send({ command, wish })
      const message = await heard()
      // What a command answers is typed where it is defined; the channel itself is not.
      return ('answer' in message ? message.answer : undefined) as Commands[Name]['answer']
    },
    async stop() {
      child.kill()
      await ended
    },
  }
}
