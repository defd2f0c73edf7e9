import { DropZone } from '@shopify/polaris'

type Props = {
  readonly label: string
  /** On its button, and beneath it. */
  readonly actionText: string
  readonly hint: string
  /** `.csv,text/csv` */
  readonly accept: string
  readonly isOff?: boolean
  onFile(file: File): void
}

/** A place for one file: dropped, or chosen with a button. What kind it really is, is for the reader of the file to find out. */
export function FileDrop({ label, actionText, hint, accept, isOff = false, onFile }: Props) {
  return (
    <DropZone
      label={label}
      labelHidden
      type="file"
      allowMultiple={false}
      disabled={isOff}
      accept={accept}
      onDrop={([file]) => {
        if (file) onFile(file)
      }}
    >
      <DropZone.FileUpload actionTitle={actionText} actionHint={hint} />
    </DropZone>
  )
}
