import { createServer, type Server } from 'node:http'
import type { Config } from '../../web/server/config.ts'
import { createInbox } from '../../web/server/db/inbox/inbox.ts'
import { createApp } from '../../web/server/http/app.ts'
import { startWorker } from '../../web/server/jobs/worker.ts'
import { createServices } from '../../web/server/services.ts'

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
