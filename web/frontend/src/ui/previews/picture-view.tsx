import styles from './picture-view.module.css'

type Props = { readonly url: string; readonly name: string }

/** A picture as it is printed: on white, whole, and no larger than its place. */
export function PictureView({ url, name }: Props) {
  return (
    <div className={styles['place']}>
      <img src={url} alt={name} />
    </div>
  )
}
