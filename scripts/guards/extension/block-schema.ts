import { z } from 'zod'

const words = z.string().min(1)
const id = z.string().regex(/^[a-z][a-z0-9_]*$/)
const described = { id, label: words, info: words.optional() }
const option = z.strictObject({ value: words, label: words, group: words.optional() })
const template = z.enum([
  '404',
  'article',
  'blog',
  'cart',
  'collection',
  'index',
  'list-collections',
  'page',
  'product',
  'search',
])
const places = z.strictObject({ templates: z.array(template).min(1).optional(), groups: z.array(words).optional() })
const resource = (type: 'product' | 'collection') =>
  z.strictObject({ type: z.literal(type), ...described, autofill: z.boolean().optional() })

const setting = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['header', 'paragraph']), content: words, info: words.optional() }),
  z.strictObject({ type: z.literal('checkbox'), ...described, default: z.boolean() }),
  z.strictObject({ type: z.enum(['text', 'textarea']), ...described, default: words.optional() }),
  z.strictObject({
    type: z.literal('color'),
    ...described,
    default: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .optional(),
  }),
  z.strictObject({ type: z.literal('text_alignment'), ...described, default: z.enum(['left', 'center', 'right']) }),
  z
    .strictObject({ type: z.enum(['select', 'radio']), ...described, options: z.array(option).min(2), default: words })
    .refine(({ options, default: first }) => options.some(({ value }) => value === first), 'the default is no option'),
  z
    .strictObject({
      type: z.literal('range'),
      ...described,
      min: z.number(),
      max: z.number(),
      step: z.number().positive(),
      unit: z.string().max(3).optional(),
      default: z.number(),
    })
    .refine((range) => range.default >= range.min && range.default <= range.max, 'the default is out of range')
    .refine((range) => (range.max - range.min) / range.step <= 100, 'has more than 101 steps'),
  resource('product'),
  resource('collection'),
])

/**
 * The `schema` tag of an app block, stricter than theme check: it knows no keys, types or targets.
 * https://shopify.dev/docs/apps/build/online-store/theme-app-extensions/configuration#schema
 */
export const BlockSchema = z
  .strictObject({
    name: words,
    target: z.enum(['section', 'head', 'compliance_head', 'body']),
    javascript: z.string().endsWith('.js').optional(),
    stylesheet: z.string().endsWith('.css').optional(),
    class: words.optional(),
    tag: words.optional(),
    enabled_on: places.optional(),
    disabled_on: places.optional(),
    available_if: z.string().startsWith('{{ app.metafields.').optional(),
    settings: z.array(setting),
  })
  .refine((block) => !(block.enabled_on && block.disabled_on), 'enabled_on and disabled_on exclude each other')
  .refine((block) => {
    const ids = block.settings.flatMap((each) => ('id' in each ? [each.id] : []))
    return new Set(ids).size === ids.length
  }, 'two settings have the same id')
