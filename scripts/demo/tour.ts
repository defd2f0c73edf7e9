import type { DemoOptions } from './options.ts'

type Facts = { simulatorUrl: string; appPid: number | undefined; dataDir: string }

/** What the demo prints once everything runs: three addresses and a tour of two minutes. */
export function tour({ shop, kind }: DemoOptions, { simulatorUrl, appPid, dataDir }: Facts): string {
  const steps = [
    ...(kind === 'empty' ? emptyShopSteps : retailSteps),
    `Kill the app in the middle of it (kill -9 ${appPid}): it starts again, and nothing is lost or counted twice.`,
  ]
  return `
Backline runs for ${shop}.

  Admin          ${simulatorUrl}/admin/${shop}
  Storefront     ${simulatorUrl}/storefront/${shop}/
  Control page   ${simulatorUrl}/control/${shop}

A tour of two minutes
${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}

Logs are in ${dataDir}/logs. Ctrl-C stops everything; the next start goes on where this one ends (--fresh starts over).
`
}

const retailSteps = [
  'Open the admin. Backorders lists what was sold and is not in stock yet.',
  "Open a line: its ledger says why each of its units is where it is, and which of the shop's events caused it.",
  'Press "Order all that is short": one order for each of the three suppliers. Create the drafts.',
  'Order one of them: whoever waits for it has a day at once. Receive it, and see who gets what before you confirm.',
  'On the control page place an order for an item that is short. The new line appears in the admin by itself.',
  'In the storefront open "On backorder" at the foot of a page, buy one of its products, and find the promise with the order.',
  'Turn up "Mischief", so that webhooks come twice, late and out of order, and press "Next day".',
]

const emptyShopSteps = [
  'Open the control page and create a product with a few units of stock.',
  'Place an order for more units than there are.',
  'Open the admin: the line is there, short by the difference.',
  'Let stock arrive on the control page and watch the line become ready.',
]
