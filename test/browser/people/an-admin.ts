import { createServer, type Server } from 'node:http'
import { createServices } from '../../../web/app/create-services.ts'
import { createApp } from '../../../web/app/http/app.ts'
import { startWorker } from '../../../web/app/worker.ts'
import { createInbox } from '../../../web/mirror/store/inbox/inbox.ts'
import type { Config } from '../../../web/platform/config.ts'

/** The whole app with a dashboard that was built for the test, to be opened in the simulator's admin. */
export async function startWithDashboard(config: Config, databaseUrl: string, dist: string) {
  const services = createServices(config, databaseUrl)
  const inbox = createInbox(services.db.appUrl)
  const worker = await startWorker(services)
  const server: Server = createServer(createApp(services, inbox, { dist }))
  await new Promise<void>((listening) => server.listen(config.port, config.host, listening))
  return {
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await worker.stop()
      await inbox.close()
      services.mailer.close()
      await services.db.close()
    },
  }
}
