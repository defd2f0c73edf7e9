import { expect, test } from 'vitest'
import { payloadText } from '../../web/mirror/webhooks/payloads/json.ts'

test('a long title of a webhook is cut before a character that does not fit, and half a one is replaced', () => {
  expect(payloadText.parse(`${'a'.repeat(499)}😀 and more`)).toBe('a'.repeat(499))
  expect(payloadText.parse('Mug \ud83d')).toBe('Mug \ufffd')
})
