import type { StorefrontMessages } from '../../../../contract/storefront.ts'
import { Notice } from '../../ui/notice.tsx'
import { SwitchLine } from '../../ui/switch-line.tsx'
import {
  messageStateWords,
  messagesOffWords,
  switchWords,
  troubledWords,
  messageCardWords as words,
} from '../../words/message-card-words.ts'
import { useMessageSwitch } from './use-message-switch.ts'

/** Whether orders carry what messages read, the button that turns it, and what keeps them from it. */
export function MessageState({ messages }: { messages: StorefrontMessages }) {
  const { isOn, missingScopes, troubled } = messages
  const { turn, isBusy, trouble } = useMessageSwitch(messages)
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
          onTurn: () => void turn(!isOn),
        }}
      />
      {isForbidden && (
        <Notice tone="warning" action={{ text: words.allow, isBusy, onAction: () => void turn(true) }}>
          {messagesOffWords(missingScopes)}
        </Notice>
      )}
      {trouble !== null && <Notice tone="critical">{trouble}</Notice>}
      {troubled > 0 && <Notice tone="warning">{troubledWords(troubled)}</Notice>}
    </>
  )
}
