// npm run rooms: how many imports stay in their room, of those between files of rooms. What all rooms stand on is not counted:
// `web/platform`, and in the dashboard `ui/`, `format/` and `api/`.
import { posix } from 'node:path'
import { parseModule } from './guards/parse-module.ts'
import { readSources } from './guards/read-sources.ts'

const beneath = ['platform', 'ui', 'format', 'api']
const sides = { server: { own: 0, all: 0 }, dashboard: { own: 0, all: 0 } }

for (const [file, text] of readSources(new URL('..', import.meta.url).pathname)) {
  const from = wordOf(file)
  if (from === null || !/\.tsx?$/.test(file)) continue
  const side = isDashboard(file) ? sides.dashboard : sides.server
  for (const { specifier } of parseModule(file, text).imports) {
    const target = posix.join(posix.dirname(file), specifier)
    const to = specifier.startsWith('.') ? wordOf(target) : null
    if (to === null) continue
    side.all += 1
    if (to === from) side.own += 1
  }
}

const { server, dashboard } = sides
tell('server', server)
tell('dashboard', dashboard)
tell('together', { own: server.own + dashboard.own, all: server.all + dashboard.all })

/** The merchant's word whose room a file is in; null for what rooms stand on, and for what is no code of the app. */
function wordOf(file: string): string | null {
  const [top, name = '', , word = ''] = file.split('/')
  const room = isDashboard(file) ? word : name
  return top !== 'web' || room.includes('.') || beneath.includes(room) ? null : room
}

function isDashboard(file: string): boolean {
  return file.startsWith('web/frontend/')
}

function tell(name: string, { own, all }: { own: number; all: number }): void {
  console.log(`${name.padEnd(10)} ${own} of ${all} imports stay in their room, ${((100 * own) / all).toFixed(1)} %`)
}
