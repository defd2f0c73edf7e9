import type { ShopSql } from '../../platform/db/with-shop.ts'

/** What a merchant writes on documents for suppliers. */
export type KeptTexts = {
  /** Name and address, a line each; none: as Shopify tells them. */
  readonly address: readonly string[]
  /** At the foot of every page. */
  readonly footer: string
  /** At the end. */
  readonly terms: string
}

export type Logo = {
  readonly kind: 'png' | 'jpeg'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export type KeptLetterhead = KeptTexts & {
  readonly logo: Logo | null
  /** 0: nothing was ever said. */
  readonly version: number
  /** What Shopify tells of the shop; null for what is not known yet. */
  readonly shop: { readonly name: string | null; readonly address: readonly string[] }
}

type Row = KeptTexts & {
  readonly version: number
  readonly name: string | null
  readonly shopAddress: readonly string[] | null
  readonly kind: Logo['kind'] | null
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

export async function loadLetterhead(tx: ShopSql): Promise<KeptLetterhead> {
  const [row] = await tx.query<Row>(
    `select coalesce(l.address, '{}') as address, coalesce(l.footer, '') as footer, coalesce(l.terms, '') as terms,
            coalesce(l.version, 0) as version, shop.name, shop.address as "shopAddress",
            l.logo_kind as kind, l.logo_width as width, l.logo_height as height, l.logo as bytes
       from shop left join letterhead l on l.shop_id = $1
      where shop.shop_id = $1`,
  )
  const { address = [], footer = '', terms = '', version = 0, name = null } = row ?? {}
  const logo = row?.kind ? { kind: row.kind, width: row.width, height: row.height, bytes: row.bytes } : null
  return { address, footer, terms, version, logo, shop: { name, address: row?.shopAddress ?? [] } }
}

/** Whether it was still of that version. */
export async function writeLetterhead(tx: ShopSql, version: number, texts: KeptTexts): Promise<boolean> {
  const { address, footer, terms } = texts
  await tx.query('insert into letterhead (shop_id, version) values ($1, 0) on conflict (shop_id) do nothing')
  const written = await tx.query(
    `update letterhead set address = $3, footer = $4, terms = $5, version = version + 1, changed_at = moment
       from (select now() as moment) as clock
      where shop_id = $1 and version = $2 returning 1`,
    [version, address, footer, terms],
  )
  return written.length > 0
}

/** Null: none any more. It is no edit of the texts, and leaves their version. */
export async function writeLogo(tx: ShopSql, logo: Logo | null): Promise<void> {
  await tx.query(
    `insert into letterhead (shop_id, version, logo, logo_kind, logo_width, logo_height) values ($1, 0, $2, $3, $4, $5)
         on conflict (shop_id) do update
        set logo = excluded.logo, logo_kind = excluded.logo_kind, logo_width = excluded.logo_width,
            logo_height = excluded.logo_height, changed_at = excluded.changed_at`,
    [logo && Buffer.from(logo.bytes), logo?.kind ?? null, logo?.width ?? null, logo?.height ?? null],
  )
}
