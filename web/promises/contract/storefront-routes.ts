import { oc } from '@orpc/contract'
import {
  messagesInput,
  overrideInput,
  overrideListInput,
  overrideListOutput,
  overrideOutput,
  storefrontMessages,
  storefrontOverview,
  toldVariantListInput,
  toldVariantListOutput,
} from './storefront.ts'
import { merchantTexts, textsInput } from './storefront-texts.ts'

const tags = ['Storefront']

/** A change of an older version is refused with 409, and a day, text or variant that cannot be told of with 422 or 404. */
export const storefrontRoutes = {
  overview: oc
    .route({ method: 'GET', path: '/storefront/overview', summary: 'What shoppers are told, and how much of it', tags })
    .output(storefrontOverview),
  variants: oc
    .route({
      method: 'GET',
      path: '/storefront/variants',
      summary: 'Variants, and what shoppers are told of each',
      tags,
    })
    .input(toldVariantListInput)
    .output(toldVariantListOutput),
  overrides: oc
    .route({
      method: 'GET',
      path: '/storefront/overrides',
      summary: 'What is told instead of what the plan says',
      tags,
    })
    .input(overrideListInput)
    .output(overrideListOutput),
  override: oc
    .route({
      method: 'POST',
      path: '/storefront/overrides',
      summary: 'Tell shoppers something else of a variant or a supplier; with nothing said, what the plan says',
      tags,
    })
    .input(overrideInput)
    .output(overrideOutput),
  texts: oc
    .route({ method: 'GET', path: '/storefront/texts', summary: 'The merchant’s own words for shoppers', tags })
    .output(merchantTexts),
  writeTexts: oc
    .route({
      method: 'POST',
      path: '/storefront/texts',
      summary: 'Write or remove words for shoppers, all or none',
      tags,
    })
    .input(textsInput)
    .output(merchantTexts),
  messages: oc
    .route({ method: 'GET', path: '/storefront/messages', summary: 'What later messages to shoppers can tell', tags })
    .output(storefrontMessages),
  switchMessages: oc
    .route({
      method: 'POST',
      path: '/storefront/messages',
      summary: 'Have orders carry their promises for messages to shoppers, or no more',
      tags,
    })
    .input(messagesInput)
    .output(storefrontMessages),
}
