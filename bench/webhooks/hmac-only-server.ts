// What an acknowledgement costs at the least: the same Express, the raw body, the signature, and 200. Nothing is stored.

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import express, { raw } from 'express'

const secret = process.env['SHOPIFY_API_SECRET'] ?? ''

const app = express()
app.disable('x-powered-by')
app.set('query parser', 'simple')
app.post('/webhooks', raw({ type: () => true, limit: 2 * 1024 * 1024 }), (req, res) => {
  const expected = createHmac('sha256', secret).update(req.body).digest()
  const signature = Buffer.from(req.get('x-shopify-hmac-sha256') ?? '', 'base64')
  const isGenuine = signature.length === expected.length && timingSafeEqual(signature, expected)
  res.sendStatus(isGenuine ? 200 : 401)
})

const server = createServer(app)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
