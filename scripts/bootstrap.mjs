// Every npm script starts here, on whatever Node (20 or newer) the machine has and before anything is installed.
// It brings in what is missing or out of date, says so, and hands over to scripts/<task>.ts on the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestNode = 20
const projectNode = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task, ...words] = process.argv.slice(2)

process.chdir(root)
process.env.PATH = join(root, 'node_modules', '.bin') + delimiter + process.env.PATH
refuseOldNode()
installPackages()
const node = findProjectNode()
generateDatabaseClient()
if (task !== 'check') buildDashboard()
handOver()

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < oldestNode) stop(`Backline needs Node ${oldestNode} or newer. This is Node ${process.versions.node}.`)
}

function installPackages() {
  const stamp = 'node_modules/.installed-lock'
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const complete = namedPackages().every((name) => existsSync(join('node_modules', name)))
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const present = existsSync('node_modules/.package-lock.json')
  if (!complete || modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
    say(
      present
        ? 'The lock file changed or packages are missing: updating the packages.'
        : 'First start: installing the packages (a minute or two).',
    )
    run('npm', [present ? 'install' : 'ci', '--loglevel=error'], 'The packages could not be installed.')
  }
  writeFileSync(stamp, wanted)
}

function namedPackages() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies })
}

// The packages bring a Node for the common platforms; elsewhere a new enough Node of the machine will do.
function findProjectNode() {
  for (const candidate of [join(root, 'node_modules', '.bin', 'node'), process.execPath]) {
    const answer = spawnSync(candidate, ['--version'], { encoding: 'utf8' })
    if (Number(answer.stdout?.slice(1).split('.')[0]) >= projectNode) return candidate
  }
  return stop(
    `No Node ${projectNode} is packaged for ${process.platform} ${process.arch}: install Node ${projectNode} or newer.`,
  )
}

function generateDatabaseClient() {
  if (isNewer('web/platform/db/generated/client.ts', ['prisma/schema.prisma', 'package-lock.json'])) return
  say('Generating the database client from prisma/schema.prisma.')
  run(node, ['scripts/generate-prisma.ts'], 'The database client could not be generated.')
}

function buildDashboard() {
  // Of the rooms it has what is asked of them, and pure rules.
  const parts = readdirSync('web').flatMap((room) =>
    ['contract', 'contract.ts', 'rules', 'values'].map((part) => `web/${room}/${part}`),
  )
  const sources = ['web/frontend', ...parts.filter((part) => existsSync(part)), 'package-lock.json']
  if (isNewer('web/frontend/dist/index.html', sources)) return
  say('Building the dashboard.')
  const vite = [
    'node_modules/vite/bin/vite.js',
    'build',
    '--config',
    'web/frontend/vite.config.ts',
    '--logLevel',
    'warn',
  ]
  run(node, vite, 'The dashboard could not be built.')
}

// The terminal sends Ctrl-C to everyone and npm passes signals on as well, so the task must bear a signal twice.
// If npm itself is killed it passes on nothing: then we notice that our parent has changed.
function handOver() {
  const child = spawn(node, [join('scripts', `${task}.ts`), ...words], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
  child.on('exit', (code) => process.exit(code ?? 1))
}

function isNewer(result, sources) {
  return existsSync(result) && sources.every((source) => newestIn(source) <= modified(result))
}

function newestIn(path) {
  if (!statSync(path).isDirectory()) return modified(path)
  const names = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules')
  return Math.max(0, ...names.map((name) => newestIn(join(path, name))))
}

function modified(path) {
  return statSync(path).mtimeMs
}

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0)
    stop(`${failure} This command failed: ${command} ${args.join(' ')}${error ? ` (${error.message})` : ''}`)
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`)
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
