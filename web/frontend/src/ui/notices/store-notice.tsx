import styles from './store-notice.module.css'

/** What a shopper reads, as the block in the theme shows it. */
export function StoreNotice({ words, language }: { words: string; language: string }) {
  return (
    <p className={styles['notice']} lang={language}>
      <svg className={styles['icon']} viewBox="0 0 20 20" aria-hidden="true">
        <path
          d="M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15Zm0 3.5v4.3l2.8 1.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      <span className={styles['words']}>{words}</span>
    </p>
  )
}
