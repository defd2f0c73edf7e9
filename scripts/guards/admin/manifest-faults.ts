import { parse } from 'smol-toml'
import { z } from 'zod'

const Manifest = z.object({
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
        uri: z.string(),
        include_fields: z.array(z.string()).optional(),
      }),
    ),
  }),
})

// Payloads of these topics name people or places where they live, unless they are cut down to named fields.
const holdsPersonalData = /^(orders\/(?!delete)|refunds\/|fulfillments\/|locations\/(?!delete)|app\/uninstalled)/

// Shopify drops a delivery whose cut payload equals one of the last 15 minutes, so one field must differ every time.
const changes = /(^|\.)(updated_at|committed_at|processed_at)$/

const personal =
  /(^|[._])(email|phone|customer|address\d?|first_name|last_name|full_name|billing|shipping|destination|note|ip|browser|client_details|landing_site|latitude|longitude|company|city|zip|owner)([._]|$)/

/** What is wrong between the webhook subscriptions of shopify.app.toml and the topics that the app handles. */
export function manifestFaults(toml: string, handled: readonly string[]): string[] {
  const { subscriptions } = Manifest.parse(parse(toml)).webhooks
  const subscribed = subscriptions.flatMap(({ topics, compliance_topics }) => [...topics, ...compliance_topics])
  return [
    ...subscribed.filter((topic) => !handled.includes(topic)).map((topic) => `${topic} is subscribed to, not handled`),
    ...handled.filter((topic) => !subscribed.includes(topic)).map((topic) => `${topic} is handled, not subscribed to`),
    ...subscribed.filter((topic, index) => subscribed.indexOf(topic) < index).map((topic) => `${topic} is there twice`),
    ...subscriptions.flatMap(({ topics, uri, include_fields: fields }) => [
      ...(uri === '/webhooks' ? [] : [`${topics.join(', ')}: goes to ${uri}, where nothing listens`]),
      ...topics.flatMap((topic) => fieldFaults(topic, fields)),
    ]),
  ]
}

function fieldFaults(topic: string, fields: readonly string[] | undefined): string[] {
  if (fields === undefined)
    return holdsPersonalData.test(topic) ? [`${topic}: brings the whole payload, with personal data`] : []
  return [
    ...fields.filter((field) => personal.test(field)).map((field) => `${topic}: ${field} is personal data`),
    ...(fields.some((field) => changes.test(field)) ? [] : [`${topic}: no field changes every time`]),
  ]
}
