import type { StorefrontMessages } from '../../../../promises/contract/storefront.ts'
import { counted } from '../../format/counted.ts'

export const messageCardWords = {
  title: 'In your messages',
  hint: 'Shopify’s own messages about an order, such as the shipping confirmation, can say what of it is still to come and when, in the words of your shop.',
  language: 'Language of the message',
  turnOn: 'Switch on',
  turnOff: 'Switch off',
  turnOnLabel: 'Switch on: In your messages',
  turnOffLabel: 'Switch off: In your messages',
  turnedOn: 'Switched on. Now paste the text into your messages.',
  turnedOff: 'Switched off. What was written to your orders is taken away.',
  moved: 'Moved. Now paste the text into your messages again.',
  merchants: 'My messages say nothing: keep it in a metafield of the shop’s own',
  merchantsHint:
    'Templates may not be shown what belongs to an app, but they all read what belongs to the shop; paste the text again after a change, for the one before it then says nothing.',
  failed: 'That did not work: Backline does not answer. Nothing was changed.',
  notKnown: 'Backline does not say right now whether your messages tell of this.',
  retry: 'Try again',
  nameless: 'The text for your messages is here as soon as Shopify has said under which name your orders carry it.',
  snippet: 'Text for your messages',
  where:
    'Paste it where your message lists the items of the order, for example in Shipping confirmation. An order confirmation leaves before Backline has heard of the order, so there it says nothing.',
  ownTexts: 'Your own texts are in it. Paste it again when you change them.',
  copy: 'Copy',
  copied: 'Copied.',
  copyByHand: 'Your browser did not let Backline copy. The text is selected: copy it by hand.',
  notifications: 'Open notifications',
  view: 'Shoppers read, for example',
} as const

/** Where merchants edit Shopify's messages to shoppers. */
export const notificationsUrl = 'shopify://admin/settings/notifications'

export const switchWords = {
  on: { text: 'On', tone: 'success' },
  off: { text: 'Off', tone: 'attention' },
} as const

/** How it is: `3 orders have something to tell.` */
export function messageStateWords({ isOn, missingScopes, orders }: StorefrontMessages): string {
  if (isOn && orders === 0) return 'No order is waiting for anything, so your messages say nothing of it.'
  if (isOn) return `${counted(orders, 'order has', 'orders have')} something to tell.`
  const asked =
    missingScopes.length === 0 ? '' : ` Shopify asks you first whether it may (${missingScopes.join(', ')}).`
  return `When it is on, Backline writes to each waiting order what of it is still to come, and when.${asked}`
}

export function messagesOffWords(missingScopes: readonly string[]): string {
  return `Backline may not write to your orders any more (${missingScopes.join(', ')}), so your messages say nothing of what comes later.`
}

export function troubledWords(orders: number): string {
  return `Shopify did not take what ${counted(orders, 'order')} should tell. Backline tries again by itself.`
}
