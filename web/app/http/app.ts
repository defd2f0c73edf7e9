import compression from 'compression'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { webhooks } from '../../mirror/http/webhooks.ts'
import type { Inbox } from '../../mirror/store/inbox/inbox.ts'
import { createGates, type Gates } from '../../platform/http/gate.ts'
import { handleError } from '../../platform/http/handle-error.ts'
import { type Limits, limitRate, limits as usual } from '../../platform/http/limits.ts'
import { measureRequests } from '../../platform/http/measure-requests.ts'
import { warnOfProxies } from '../../platform/http/warn-of-proxies.ts'
import type { Services } from '../../platform/services.ts'
import { appProxy } from '../../promises/page/app-proxy.ts'
import { apiRouter } from '../api/router.ts'
import { adminPage } from './admin-page.ts'
import { health } from './health.ts'

type Options = {
  readonly limits?: Limits
  readonly gates?: Gates
  /** Where the built dashboard is, if not where `npm run build` puts it. */
  readonly dist?: string
  /** The process was told to stop, and answers a little longer. */
  readonly isStopping?: () => boolean
}

/** Read from top to bottom, this is what the app lets in: Shopify by its signature, for a shop or its shoppers, people by their session token. */
export function createApp(
  services: Services,
  inbox: Inbox,
  { limits = usual, gates = createGates(services.metrics.gate), isStopping = () => false, ...page }: Options = {},
): Express {
  const app = express()
  app.disable('x-powered-by')
  // The sender's address is what the last of our own proxies saw; what others wrote before it is hearsay.
  app.set('trust proxy', services.config.proxies)
  app.set('query parser', 'simple')

  app.use(warnOfProxies(services))
  app.use(measureRequests(services.metrics))
  app.use(webhooks({ ...services, inbox }))
  app.use(appProxy({ ...services, limits, gates }))
  // Data runs nothing and is framed by nobody. The dashboard sets its own policy, which names the shop's admin.
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: [`'none'`], frameAncestors: [`'none'`] },
      },
      frameguard: false,
      crossOriginEmbedderPolicy: false,
      crossOriginOpenerPolicy: false,
    }),
  )
  app.use(health({ ...services, gates, isStopping }))
  app.use(limitRate(limits.address, 'address'))
  // Nothing secret is in an answer beside what whoever asks has written, so its length tells nothing.
  app.use(compression())
  app.use('/api', apiRouter({ ...services, limits, gates }))
  app.use(adminPage({ ...services, gates, ...page }))
  app.use((_req, res) => {
    res.status(404).json({ code: 'not-found' })
  })
  app.use(handleError(services))
  return app
}
