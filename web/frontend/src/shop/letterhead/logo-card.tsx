import { useState } from 'react'
import { type Letterhead, logoBytes } from '../../../../shop/contract/letterhead.ts'
import { refusalOf } from '../../api/faults.ts'
import { showToast } from '../../api/toast.ts'
import { FileDrop } from '../../ui/fields/file-drop.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import { Card } from '../../ui/page/card.tsx'
import { PictureView } from '../../ui/previews/picture-view.tsx'
import { usePutLogo, useRemoveLogo } from './letterhead-queries.ts'
import { letterheadWords as words } from './letterhead-words.ts'

/** The picture on documents. It is kept as soon as it is chosen. */
export function LogoCard({ logo }: Pick<Letterhead, 'logo'>) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const put = usePutLogo()
  const remove = useRemoveLogo()
  const tell = (done: string) => ({
    onSuccess: () => showToast(done),
    onError: (error: Error) => setRefusal(refusalOf(error) ?? words.trouble),
  })
  const take = (file: File) => {
    setRefusal(file.size > logoBytes ? words.logoTooLarge : null)
    if (file.size <= logoBytes) put.mutate(file, tell(words.logoSaved))
  }
  const drop = () => {
    setRefusal(null)
    remove.mutate(undefined, tell(words.logoRemoved))
  }
  return (
    <Card
      title={words.logoTitle}
      hint={words.logoHint}
      {...(logo !== null && { action: { text: words.removeLogo, isBusy: remove.isPending, onAction: drop } })}
    >
      {refusal !== null && <Notice tone="critical">{refusal}</Notice>}
      {logo !== null && <PictureView url={`data:image/${logo.kind};base64,${logo.bytes}`} name={words.logoAlt} />}
      <FileDrop
        label={words.addLogo}
        actionText={logo === null ? words.addLogo : words.replaceLogo}
        hint={words.logoFile}
        accept="image/png,image/jpeg"
        isOff={put.isPending}
        onFile={take}
      />
    </Card>
  )
}
