import { z } from 'zod'
import { ownId } from '../../platform/contract/inputs.ts'
import { pageAround } from '../../platform/contract/pages.ts'

/** A shopper asked what is kept, and Shopify passed it on. Nothing is known of the person but these orders. */
export const dataRequest = z.object({
  dataRequestId: z.string(),
  askedAt: z.iso.datetime(),
  /** 30 days later, by which Shopify wants it answered. */
  dueAt: z.iso.datetime(),
  /** When the merchant marked it as answered; null while it is not. */
  answeredAt: z.iso.datetime().nullable(),
  /** Orders that Shopify named: more than `orders` where some of them were erased, as shoppers asked. */
  ordersNamed: z.number().int(),
  /** By gid; the name is null where nothing is kept of the order. */
  orders: z.array(z.object({ orderId: z.string(), orderName: z.string().nullable() })),
})
export type DataRequest = z.infer<typeof dataRequest>

export const dataRequestListOutput = z.object({
  /** The last to ask first. */
  rows: z.array(dataRequest),
  ...pageAround,
})
export type DataRequestList = z.infer<typeof dataRequestListOutput>

export const dataRequestChoice = z.object({ dataRequestId: ownId })
export const dataRequestAnswer = dataRequestChoice.extend({ isAnswered: z.boolean() })
