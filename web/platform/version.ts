import { readFileSync } from 'node:fs'
import { z } from 'zod'

const about = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')

/** Of the app, as package.json says it. */
export const { version } = z.object({ version: z.string() }).parse(JSON.parse(about))
