import { StoreNotice } from '../notices/store-notice.tsx'
import { Picture } from '../tables/rows/picture.tsx'
import styles from './preview-tiles.module.css'

export type PreviewTile = {
  readonly key: string
  /** What is shown, for the merchant. */
  readonly name: string
  readonly remark: string
  readonly product: { readonly title: string; readonly imageUrl: string | null }
  /** What of it there is, and how many are asked for. */
  readonly shelf: string
  readonly words: string
}

type Props = { readonly label: string; readonly language: string; readonly tiles: readonly PreviewTile[] }

/** Pieces of product pages, as shoppers see them. */
export function PreviewTiles({ label, language, tiles }: Props) {
  return (
    <ul className={styles['tiles']} aria-label={label}>
      {tiles.map(({ key, name, remark, product, shelf, words }) => (
        <li key={key} className={styles['tile']}>
          <p className={styles['head']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['remark']}>{remark}</span>
          </p>
          <div className={styles['frame']}>
            <div className={styles['product']}>
              <Picture url={product.imageUrl} title={product.title} size="large" />
              <span className={styles['lines']}>
                <span className={styles['title']} title={product.title}>
                  {product.title}
                </span>
                <span className={styles['shelf']}>{shelf}</span>
              </span>
            </div>
            <StoreNotice words={words} language={language} />
          </div>
        </li>
      ))}
    </ul>
  )
}
