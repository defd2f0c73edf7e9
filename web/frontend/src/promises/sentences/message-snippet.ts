import type { TextLanguage } from '../../../../promises/contract/storefront-texts.ts'
import { messageWords } from './message-words.ts'
import type { OwnTexts } from './promise-sentence.ts'
import { translate } from './translate.ts'

type Message = {
  /** The app's own, in full: `app--610000002`. */
  readonly namespace: string
  readonly language: TextLanguage
  /** The merchant's own, which the shop says instead of the ordinary sentences. */
  readonly texts: OwnTexts
}

/**
 * Liquid that tells in one of Shopify's messages to a shopper what of an order is still to come. Notification templates
 * have neither `t` nor `render`, so all words are in it. What a template assigns it keeps, and an order's own
 * properties are plain names there (`date`, `name`): every name of ours begins with `backline`.
 * https://help.shopify.com/en/manual/fulfillment/setup/notifications/email-variables
 */
export function messageSnippet({ namespace, language, texts }: Message): string {
  const { heading, all, part } = messageWords[language]
  const units = '{{ backline_units }}'
  const title = '{{ backline_title }}'
  return `{%- comment -%} Backline: what of this order is still to come, and when. Nothing where nothing is. {%- endcomment -%}
{%- assign backline = order.metafields["${namespace}"].promises.value -%}
{%- assign backline = backline | default: metafields["${namespace}"].promises.value -%}
{%- if backline.v == 1 -%}
  {%- assign backline_months = "${months(language)}" | split: "," -%}
  {%- assign backline_ends = "from,to" | split: "," -%}
  {%- assign backline_today = "now" | date: "%Y%m%d" | plus: 0 -%}
  {%- assign backline_this_year = "now" | date: "%Y" | plus: 0 -%}
  {%- capture backline_lines -%}
    {%- for line in backline.lines -%}
      {%- assign backline_units = line.units | plus: 0 -%}
      {%- assign backline_of = line.of | plus: 0 -%}
      {%- assign backline_title = line.title | append: "" | escape -%}
      {%- assign backline_to = "" -%}
      {%- assign backline_last = 0 -%}
      {%- for end in backline_ends -%}
        {%- assign backline_from = backline_to -%}
        {%- assign backline_first = backline_last -%}
        {%- assign backline_last = line[end] | append: "" | remove: "-" | plus: 0 -%}
        {%- assign backline_parts = line[end] | append: "" | split: "-" -%}
        {%- assign backline_year = backline_parts[0] | plus: 0 -%}
        {%- assign backline_month = backline_parts[1] | minus: 1 -%}
        {%- assign backline_day = backline_parts[2] | plus: 0 -%}
        {%- capture backline_to -%}
          {%- if backline_parts.size == 3 and backline_last >= backline_today and backline_month >= 0 and backline_month <= 11 and backline_day >= 1 and backline_day <= 31 -%}
            ${dayForms(language)}
          {%- endif -%}
        {%- endcapture -%}
      {%- endfor -%}
      {%- if backline_units > 0 and backline_title != "" -%}
        <p>
          {%- if backline_of > backline_units %}${part(units, '{{ backline_of }}', title)}{% else %}${all(units, title)}{% endif -%}
          <br>
          {%- if line.state == "made-to-order" -%}
            ${sentences('made-to-order', language, texts)}
          {%- else -%}
            ${sentences('backorder', language, texts)}
          {%- endif -%}
        </p>
      {%- endif -%}
    {%- endfor -%}
  {%- endcapture -%}
  {%- if backline_lines != "" -%}
    <h3>${heading}</h3>
    {{ backline_lines }}
  {%- endif -%}
{%- endif -%}
`
}

function months(language: TextLanguage): string {
  return Array.from({ length: 12 }, (_, month) => translate(language, `months.m${month + 1}`)).join(',')
}

/** As `promise-day.liquid` writes a day. */
function dayForms(language: TextLanguage): string {
  const first = translate(language, 'date.first')
  const values = {
    day: '{{ backline_day }}',
    month: '{{ backline_months[backline_month] }}',
    year: '{{ backline_year }}',
  }
  return [
    ...(first === '1' ? [] : [`{%- if backline_day == 1 -%}{%- assign backline_day = "${first}" -%}{%- endif -%}`]),
    '{%- if backline_year == backline_this_year -%}',
    `  ${translate(language, 'date.day_month', values)}`,
    '{%- else -%}',
    `  ${translate(language, 'date.day_month_year', values)}`,
    '{%- endif -%}',
  ].join('\n            ')
}

/** As `promise-sentence.liquid` tells of a variant that is sold out. */
function sentences(state: 'backorder' | 'made-to-order', language: TextLanguage, texts: OwnTexts): string {
  const area = state === 'backorder' ? 'backorder' : 'made_to_order'
  const day = '{{ backline_to }}'
  const own = (key: string) => ownText(texts[key]?.[language] ?? '')
  const noDay = own(`${state}-no-day`)
  const withDay = own(`${state}-day`)?.replaceAll('[day]', day)
  return [
    '{%- if backline_to == "" and line.delayed -%}',
    `  ${translate(language, `${area}.delayed`)}`,
    '{%- elsif backline_to == "" -%}',
    `  ${noDay === null || noDay.includes('[day]') ? translate(language, `${area}.no_day`) : noDay}`,
    ...(withDay === undefined
      ? [
          '{%- elsif backline_from != "" and backline_first < backline_last -%}',
          `  ${translate(language, `${area}.between`, { from: '{{ backline_from }}', to: day })}`,
        ]
      : []),
    '{%- else -%}',
    `  ${withDay ?? translate(language, `${area}.by`, { day })}`,
    '{%- endif -%}',
  ].join('\n            ')
}

/** Plain words in a message: they are neither HTML nor Liquid. Null where there are none. */
function ownText(text: string): string | null {
  const escapes: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '{': '&#123;',
    '}': '&#125;',
  }
  const words = text.trim().replaceAll(/[&<>"{}]/g, (letter) => escapes[letter] ?? letter)
  return words === '' ? null : words
}
