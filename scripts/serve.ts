// npm run serve: the app alone, started anew whenever its code changes. What `shopify app dev` runs (web/shopify.web.toml).
import { runCommand } from './run-command.ts'

const watching = ['--watch', '--watch-preserve-output', 'web/app/main.ts']
const { code } = await runCommand(process.execPath, watching, 'inherit')
process.exit(code)
