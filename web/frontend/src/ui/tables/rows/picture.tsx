import { useState } from 'react'
import styles from './picture.module.css'

type Props = { readonly url: string | null; readonly title: string; readonly size?: 'small' | 'large' }

/** The item's picture; its initials where it has none or the picture cannot be loaded. */
export function Picture({ url, title, size = 'small' }: Props) {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span className={styles['picture']} data-size={size} aria-hidden="true">
      {url !== null && url !== broken ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(url)} />
      ) : (
        <span className={styles['initials']} data-tint={tint(title)}>
          {initials(title)}
        </span>
      )}
    </span>
  )
}

/** `Red mug, large` is RM. */
function initials(title: string): string {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

const tints = 5

/** The same item has the same colour everywhere. */
function tint(title: string): number {
  let sum = 0
  for (const letter of title) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % tints
}
