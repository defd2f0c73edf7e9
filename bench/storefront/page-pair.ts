import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { startSimulator } from '../../simulator/start.ts'

const shop = 'paints.myshopify.com'
const ours =
  /<backline-(promise|cart)[\s\S]*?<\/backline-\1>|<link[^>]*backorder-promise[^>]*>|<script[^>]*backorder-promise[^>]*><\/script>/g

export type PagePair = {
  readonly withBlocks: string
  readonly withoutBlocks: string
  /** Bytes that a browser loads for either, gzipped, as long as the cart does not change. */
  readonly bytes: { readonly withBlocks: number; readonly withoutBlocks: number }
  stop(): Promise<void>
}

/** The page of a product of so many variants as a theme serves it, gzipped, with the app's blocks and with none. */
export async function startPagePair(variants: number, shortEvery: number): Promise<PagePair> {
  const simulator = await startSimulator({
    port: 0,
    appUrl: 'http://127.0.0.1:9',
    clientId: 'key',
    clientSecret: 'secret',
    dataDir: null,
    quiet: true,
  })
  const verb = async (name: string, wish: object) => {
    const reply = await fetch(`${simulator.url}/control/${shop}/${name}`, {
      method: 'POST',
      body: JSON.stringify(wish),
    })
    if (!reply.ok) throw new Error(`${name}: ${await reply.text()}`)
  }
  const files = new Map<string, Buffer>()
  try {
    await simulator.createShop({ shop, kind: 'empty', install: false })
    const skus = Array.from({ length: variants }, (_, n) => `MUG-${n}`)
    await verb('create-product', { title: 'Mug', variants: skus.map((sku) => ({ sku, title: sku })) })
    const value = {
      v: 1,
      state: 'backorder',
      from: '2099-12-01',
      to: '2099-12-09',
      room: 9,
      at: '2026-11-22T08:00:00Z',
    }
    for (const sku of skus.filter((_, n) => n % shortEvery === 0)) {
      await verb('set-metafield', { sku, key: 'promise', value })
    }
    const html = await (await fetch(`${simulator.url}/storefront/${shop}/products/mug`)).text()
    const plain = html.replaceAll(ours, '')
    if (!html.includes('<backline-promise') || plain.includes('backline'))
      throw new Error('the blocks are not to be told apart')
    files.set('/with', gzipSync(html)).set('/without', gzipSync(plain))
    for (const asset of assetsOf(html)) {
      const reply = await fetch(`${simulator.url}${asset}`)
      files.set(asset, gzipSync(await reply.text()))
    }
    const bytesOf = (page: string, text: string) =>
      [page, ...assetsOf(text)].reduce((sum, file) => sum + (files.get(file)?.length ?? 0), 0)
    const server = createServer((request, response) => {
      const path = request.url ?? ''
      const found = files.get(path)
      response.writeHead(found ? 200 : 404, { 'content-encoding': 'gzip', 'content-type': typeOf(path) }).end(found)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    return {
      withBlocks: `${url}/with`,
      withoutBlocks: `${url}/without`,
      bytes: { withBlocks: bytesOf('/with', html), withoutBlocks: bytesOf('/without', plain) },
      stop: async () => {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  } finally {
    await simulator.stop()
  }
}

function assetsOf(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="(\/storefront-assets\/[^"]+)"/g)].map(([, path = '']) => path)
}

function typeOf(path: string): string {
  if (path.endsWith('.js')) return 'text/javascript'
  return path.endsWith('.css') ? 'text/css' : 'text/html; charset=utf-8'
}
