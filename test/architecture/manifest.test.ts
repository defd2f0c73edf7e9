import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { manifestFaults } from '../../scripts/guards/admin/manifest-faults.ts'
import { topics } from '../../web/mirror/webhooks/topics.ts'

const manifest = readFileSync('shopify.app.toml', 'utf8')
const handled = Object.keys(topics)

test('the manifest subscribes to what the app handles, without personal data', () => {
  expect(manifestFaults(manifest, handled)).toEqual([])
})

test('every topic has a reader', () => {
  expect(Object.values(topics).every((read) => typeof read === 'function')).toBe(true)
})

describe('the guard sees', () => {
  const subscription = (words: string) => `[webhooks]\napi_version = "2026-10"\n[[webhooks.subscriptions]]\n${words}`
  const orders = 'topics = ["orders/create"]\nuri = "/webhooks"\n'

  test.each([
    ['a topic that nobody handles', [], `${orders}include_fields = ["id", "updated_at"]`, /not handled/],
    [
      'a topic that nobody sends',
      ['orders/create', 'carts/update'],
      `${orders}include_fields = ["updated_at"]`,
      /not subscribed/,
    ],
    ['a payload that is not cut', ['orders/create'], orders, /whole payload/],
    ['a cut that never changes', ['orders/create'], `${orders}include_fields = ["id"]`, /no field changes/],
    ["a shopper's e-mail", ['orders/create'], `${orders}include_fields = ["updated_at", "contact_email"]`, /personal/],
    [
      "a shopper's address",
      ['orders/create'],
      `${orders}include_fields = ["updated_at", "shipping_address.city"]`,
      /personal/,
    ],
    [
      'an address where nothing listens',
      ['orders/create'],
      `topics = ["orders/create"]\nuri = "/hooks"\ninclude_fields = ["updated_at"]`,
      /nothing listens/,
    ],
    [
      'a topic that is there twice',
      ['orders/create'],
      `topics = ["orders/create", "orders/create"]\nuri = "/webhooks"\ninclude_fields = ["updated_at"]`,
      /twice/,
    ],
  ])('%s', (_, known, words, fault) => {
    expect(manifestFaults(subscription(words), known)).toEqual([expect.stringMatching(fault)])
  })
})
