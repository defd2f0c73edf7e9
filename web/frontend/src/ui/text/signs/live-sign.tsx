import styles from './live-sign.module.css'

/** Whether what is shown is of now. */
export function LiveSign({ isLive, text }: { isLive: boolean; text: string }) {
  return (
    <span className={styles['sign']} data-live={isLive}>
      {text}
    </span>
  )
}
