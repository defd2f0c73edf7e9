import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { invariant } from '../../errors.ts'

const algorithm = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

export type TokenCipher = {
  /** `place` says where the text is kept; it decrypts nowhere else, so rows cannot be swapped. */
  encrypt(text: string, place: string): string
  /** Null when the key is not among ours any more, or when the stored text was changed or moved. */
  decrypt(sealed: string, place: string): string | null
}

/** Sealed text reads `{key id}.{nonce}.{ciphertext and tag}`. The first key encrypts, all of them decrypt. */
export function createTokenCipher(base64Keys: readonly string[]): TokenCipher {
  const keys = base64Keys.map((text) => Buffer.from(text, 'base64'))
  invariant(keys.length > 0 && keys.every((key) => key.length === keyBytes), 'token keys must be 32 bytes each')
  const keyById = new Map(keys.map((key) => [idOf(key), key]))
  const [currentKey] = keys
  invariant(currentKey, 'there is no token key')

  return {
    encrypt(text, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, currentKey, nonce).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [idOf(currentKey), nonce.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    decrypt(sealed, place) {
      const [keyId = '', nonce = '', body = ''] = sealed.split('.')
      const key = keyById.get(keyId)
      return key ? open(key, Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url'), place) : null
    },
  }
}

// Part of a hash, so that an operator needs no names for keys and the id says nothing about the key.
function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}

function open(key: Buffer, nonce: Buffer, body: Buffer, place: string): string | null {
  if (nonce.length !== nonceBytes || body.length < tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(place))
    .setAuthTag(body.subarray(-tagBytes))
  const text = decipher.update(body.subarray(0, -tagBytes), undefined, 'utf8')
  try {
    return text + decipher.final('utf8')
  } catch {
    // Node's only way to say that the tag does not fit.
    return null
  }
}
