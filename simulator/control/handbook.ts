// What `GET /control` tells: everything the simulator can be asked to do.

import { composites } from '../composites.ts'
import { pageAddresses } from '../control-page/addresses.ts'
import type { Verb } from '../store/verb.ts'
import { verbs } from '../store/verbs.ts'

export type HandbookPage = { readonly says: string; readonly example: unknown }

/** Every verb by name. */
export const handbook: Readonly<Record<string, HandbookPage>> = Object.fromEntries(
  [...Object.entries<Verb | HandbookPage>(verbs), ...Object.entries<HandbookPage>(composites)].map(
    ([name, { says, example }]) => [name, { says, example }],
  ),
)

export const addresses = {
  'POST /control/shops {shop, kind: "empty"|"retail", plan: "standard"|"advanced"|"plus", install?: boolean}':
    'Creates a shop and installs the app there, unless `install` is false: then nothing of it is announced until `install`.',
  'POST /control/{shop}/{verb}':
    'Runs a verb. 422: the wish is impossible, `error` says why. 404: no such shop or verb. 400: the body is not JSON.',
  'GET /control/{shop}/state':
    'The truth: products, stock, orders, fulfillment orders, holds, transfers, purchase orders, metafields, tags, webhooks.',
  'GET /control/{shop}/webhooks':
    'How many were sent, repeated, lost, and dropped because their body was just sent, and how many are on their way.',
  'GET /control/{shop}/session-token': 'A session token and the address of the app.',
  'POST /control/{shop}/settle {timeoutSeconds?}':
    'Answers when every webhook was delivered and the app has nothing due, or 504 with what is pending.',
  'POST /control/{shop}/render-message {order, template}':
    "What a notification's template says to an order's shopper: {text}. reserved: false hides what apps keep for themselves from the template. 422: no such order, or Liquid that is none.",
  'POST /control/{shop}/install': 'The merchant opens the app, which installs it again where it was removed.',
  'GET /control/{shop}': 'The control page, for a browser.',
  'GET /admin/{shop}': 'The admin, with the app in its frame.',
  'GET /storefront/{shop}/': 'The storefront.',
  ...pageAddresses,
} as const
