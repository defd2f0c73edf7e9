import { config } from 'zod'

// Imported before any schema: zod would try whether it may make code out of text, and the page's policy forbids that
// and reports the attempt.
config({ jitless: true })
