import styles from './message-view.module.css'

type Props = {
  readonly heading: string
  readonly language: string
  readonly lines: readonly { readonly lead: string; readonly sentence: string }[]
}

/** What a shopper reads in a message, in the size and colours of a mail. */
export function MessageView({ heading, language, lines }: Props) {
  return (
    <div className={styles['message']} lang={language}>
      <p className={styles['heading']}>{heading}</p>
      {lines.map(({ lead, sentence }) => (
        <p key={lead} className={styles['line']}>
          {lead}
          <br />
          {sentence}
        </p>
      ))}
    </div>
  )
}
