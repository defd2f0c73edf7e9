import { describe, expect, test } from 'vitest'
import { createTokenCipher } from '../../../web/platform/shopify/access/token-cipher.ts'

const oldKey = Buffer.alloc(32, 1).toString('base64')
const newKey = Buffer.alloc(32, 2).toString('base64')
const place = 'offline_mugs.myshopify.com/access_token'

describe('tokens at rest', () => {
  test('are read back, and differ each time they are sealed', () => {
    const cipher = createTokenCipher([oldKey])
    const sealed = cipher.encrypt('shpat_secret', place)
    expect(cipher.decrypt(sealed, place)).toBe('shpat_secret')
    expect(sealed).not.toContain('shpat_secret')
    expect(cipher.encrypt('shpat_secret', place)).not.toBe(sealed)
  })

  test('outlive a key rotation: the first key seals, the older one still opens', () => {
    const sealedBefore = createTokenCipher([oldKey]).encrypt('shpat_secret', place)
    const rotated = createTokenCipher([newKey, oldKey])
    expect(rotated.decrypt(sealedBefore, place)).toBe('shpat_secret')
    const sealedAfter = rotated.encrypt('shpat_secret', place)
    expect(createTokenCipher([newKey]).decrypt(sealedAfter, place)).toBe('shpat_secret')
    expect(createTokenCipher([oldKey]).decrypt(sealedAfter, place)).toBeNull()
  })

  test('do not open once a byte was changed, wherever it is', () => {
    const cipher = createTokenCipher([oldKey])
    const sealed = cipher.encrypt('shpat_secret', place)
    const changed = [...sealed].map((letter, index) => {
      const other = letter === 'A' ? 'B' : 'A'
      return sealed.slice(0, index) + other + sealed.slice(index + 1)
    })
    // The last letter of base64 may hold bits that no byte uses: only texts that decode to other bytes were tampered with.
    const bytes = (text: string) =>
      text
        .split('.')
        .map((part) => Buffer.from(part, 'base64url').toString('hex'))
        .join('.')
    const tampered = changed.filter((text) => bytes(text) !== bytes(sealed))
    expect(tampered.length).toBeGreaterThan(sealed.length - 5)
    expect(tampered.filter((text) => cipher.decrypt(text, place) !== null)).toEqual([])
  })

  test("do not open in another shop's row", () => {
    const cipher = createTokenCipher([oldKey])
    const sealed = cipher.encrypt('shpat_secret', place)
    expect(cipher.decrypt(sealed, 'offline_cups.myshopify.com/access_token')).toBeNull()
  })

  test.each(['', 'x', 'a.b.c', 'shpat_in_clear_text'])('are not mistaken for other text: %j', (text) => {
    expect(createTokenCipher([oldKey]).decrypt(text, place)).toBeNull()
  })

  test('need keys of 32 bytes', () => {
    expect(() => createTokenCipher([])).toThrow('32 bytes')
    expect(() => createTokenCipher([Buffer.alloc(16).toString('base64')])).toThrow('32 bytes')
  })
})
