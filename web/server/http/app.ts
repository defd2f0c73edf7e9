import express, { type Express } from 'express'
import helmet from 'helmet'
import type { Inbox } from '../db/inbox.ts'
import type { Services } from '../services.ts'
import { adminPage } from './admin-page.ts'
import { apiRouter } from './api/router.ts'
import { handleError } from './handle-error.ts'
import { health } from './health.ts'
import { webhooks } from './webhooks.ts'

/** Read from top to bottom, this is what the app lets in: Shopify by its signature, people by their session token. */
export function createApp(services: Services, inbox: Inbox): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')

  app.use(webhooks({ ...services, inbox }))
  // The dashboard is framed by Shopify's admin and sets its own policy, which names the shop.
  app.use(
    helmet({
      contentSecurityPolicy: false,
      frameguard: false,
      crossOriginEmbedderPolicy: false,
      crossOriginOpenerPolicy: false,
    }),
  )
  app.use(health(services))
  app.use('/api', apiRouter(services))
  app.use(adminPage(services))
  app.use((_req, res) => {
    res.status(404).json({ code: 'not-found' })
  })
  app.use(handleError(services.log))
  return app
}
