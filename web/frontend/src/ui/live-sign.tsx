import styles from './live-sign.module.css'

type Props = { readonly isLive: boolean; readonly text: string }

/** Whether what is shown is of now. Only when it no longer is does a screen reader hear of it. */
export function LiveSign({ isLive, text }: Props) {
  return (
    <span className={styles['sign']} data-live={isLive} role="status" aria-live={isLive ? 'off' : 'polite'}>
      {text}
    </span>
  )
}
