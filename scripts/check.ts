// npm run check: everything a machine can say about the code without running it. Every step runs, then the sum is told.
import { runCommand } from './run-command.ts'

type Step = { name: string; command: string; args: string[] }

const node = process.execPath
const bin = (name: string) => `node_modules/.bin/${name}`
const types = (project: string): Step => ({
  name: `types (${project})`,
  command: bin('tsc'),
  args: ['--noEmit', '--pretty', 'false', '-p', project],
})

const steps: Step[] = [
  { name: 'format and lint', command: bin('biome'), args: ['ci', '--colors=off'] },
  types('tsconfig.json'),
  types('web/tsconfig.rules.json'),
  types('web/frontend/tsconfig.json'),
  { name: 'files, exports and packages that nobody uses', command: bin('knip'), args: ['--no-config-hints'] },
  {
    name: 'packages that production installs',
    command: bin('knip'),
    args: ['--production', '--strict', '--include=dependencies,unlisted,unresolved', '--no-config-hints'],
  },
  { name: 'operations against the Admin schema', command: node, args: ['scripts/check/check-operations.ts'] },
  {
    name: 'migrations equal prisma/schema.prisma',
    command: node,
    args: ['--disable-warning=ExperimentalWarning', 'scripts/check/check-migrations.ts'],
  },
  { name: 'theme app extension', command: node, args: ['scripts/check/check-extension.ts'] },
  { name: "Shopify's security rules", command: node, args: ['scripts/check/check-with-shopify.ts', 'doctor'] },
  {
    name: 'Shopify builds the app and its dashboard',
    command: node,
    args: ['scripts/check/check-with-shopify.ts', 'build'],
  },
  {
    name: 'imports, exports, purity, names, texts and commits',
    command: node,
    args: ['scripts/check/check-sources.ts'],
  },
]

const failed: string[] = []
for (const { name, command, args } of steps) {
  const started = performance.now()
  const { code, output } = await runCommand(command, args, 'pipe')
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${seconds.padStart(5)} s  ${name}`)
  if (code === 0) continue
  failed.push(name)
  console.log(`\n${output.trimEnd()}\n`)
}

console.log(
  failed.length === 0 ? `All ${steps.length} steps are ok.` : `${failed.length} failed: ${failed.join('; ')}.`,
)
process.exit(failed.length === 0 ? 0 : 1)
