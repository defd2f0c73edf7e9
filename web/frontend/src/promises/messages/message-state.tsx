import type { StorefrontMessages } from '../../../../promises/contract/storefront.ts'
import { permissionWords } from '../../shop/permission-words.ts'
import { CheckField } from '../../ui/fields/check-field.tsx'
import { SwitchLine } from '../../ui/fields/checks/switch-line.tsx'
import { Notice } from '../../ui/notices/notice.tsx'
import type { useMessages } from '../storefront-queries.ts'
import {
  messageStateWords,
  messagesOffWords,
  switchWords,
  troubledWords,
  messageCardWords as words,
} from '../words/message-card-words.ts'
import { useMessageSwitch } from './use-message-switch.ts'

type Props = {
  readonly messages: StorefrontMessages
  readonly found: ReturnType<typeof useMessages>
}

/** Whether orders carry what messages read, the button that turns it, and what keeps them from it. */
export function MessageState({ messages, found }: Props) {
  const { isOn, missingScopes, troubled, owner } = messages
  const { turn, isBusy, trouble } = useMessageSwitch(messages, found)
  const isForbidden = isOn && missingScopes.length > 0
  return (
    <>
      <SwitchLine
        status={isOn ? switchWords.on : switchWords.off}
        text={messageStateWords(messages)}
        button={{
          text: isOn ? words.turnOff : words.turnOn,
          label: isOn ? words.turnOffLabel : words.turnOnLabel,
          isBusy,
          onTurn: () => void turn({ isOn: !isOn }),
        }}
      />
      {isOn && !isForbidden && (
        <CheckField
          label={words.merchants}
          hint={words.merchantsHint}
          isChosen={owner === 'merchant'}
          isOff={isBusy}
          onChoose={(isMerchants) => void turn({ isOn, owner: isMerchants ? 'merchant' : 'app' })}
        />
      )}
      {isForbidden && (
        <Notice
          tone="warning"
          action={{ text: permissionWords.allow, isBusy, onAction: () => void turn({ isOn: true }) }}
        >
          {messagesOffWords(missingScopes)}
        </Notice>
      )}
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
      {troubled > 0 && <Notice tone="warning">{troubledWords(troubled)}</Notice>}
    </>
  )
}
