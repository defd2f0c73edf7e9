// The `t` filter: https://shopify.dev/docs/api/liquid/filters/translate
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

type Words = { [key: string]: string | Words }
const words: z.ZodType<Words> = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), words])),
)

export type Translate = (locale: string, key: string, values: Readonly<Record<string, unknown>>) => string

/** The words of the shopper's language, else of the default one. Values are escaped unless the key ends in `_html`. */
export function readLocales(folder: string): Translate {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.schema.json'))
  const read = (file: string) => words.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  const languages = new Map(files.map((file) => [file.replace(/(\.default)?\.json$/, ''), read(file)]))
  const first = files.find((file) => file.endsWith('.default.json'))?.replace('.default.json', '') ?? 'en'

  return (locale, key, values) => {
    const language = languages.has(locale) ? locale : first
    const text = find(languages.get(language), key, values, language)
    if (text === null) return `Translation missing: ${language}.${key}`
    return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
      const value = String(values[name] ?? '')
      return key.endsWith('_html') ? value : escapeHtml(value)
    })
  }
}

function find(
  all: Words | undefined,
  key: string,
  values: Readonly<Record<string, unknown>>,
  locale: string,
): string | null {
  let found: string | Words | undefined = all
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
  if (typeof found === 'object') {
    const form: string | Words | undefined = found[new Intl.PluralRules(locale).select(Number(values['count']))]
    found = form ?? found['other']
  }
  return typeof found === 'string' ? found : null
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
