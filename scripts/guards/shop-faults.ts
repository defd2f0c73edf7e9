import type { Sources } from './import-faults.ts'
import { nameOf, parseModule, type SyntaxNode } from './parse-module.ts'

/** What is bound to one shop (`web/platform/db/with-shop.ts`). */
const bound = new Set(['ShopSql', 'InShop'])
const shopNames = new Set(['shop', 'shopId'])

/** Where a shop is named beside a transaction that knows its shop: it could be another one. */
export function shopFaults(sources: Sources): string[] {
  return [...sources]
    .filter(([file]) => /^(web|test|bench|scripts)\/.*\.ts$/.test(file))
    .flatMap(([file, source]) =>
      /\b(ShopSql|InShop|queryWithoutShop)\b/.test(source)
        ? parseModule(file, source).nodes.flatMap((node) => {
            if (namesShopBeside(node)) return [`${file}: ${nameOf(node['id'])} has a shop beside what knows its shop`]
            const isHidden = file.startsWith('web/') && hidesShop(node, source)
            return isHidden ? [`${file}: queryWithoutShop is for statements that do not name the shop`] : []
          })
        : [],
    )
}

/** Of the parameters of a function, or the members of a type. */
function namesShopBeside(node: SyntaxNode): boolean {
  const parts = [node['params'], node['members']].filter(Array.isArray).flat() as SyntaxNode[]
  return parts.some(isBound) && parts.some((part) => shopNames.has(partName(part)))
}

function partName(part: SyntaxNode): string {
  return nameOf(part['key'] ?? part['left'] ?? part)
}

function isBound(part: SyntaxNode): boolean {
  const type = part['typeAnnotation'] as { typeAnnotation?: SyntaxNode } | null | undefined
  return bound.has(nameOf(type?.typeAnnotation?.['typeName']))
}

function hidesShop(node: SyntaxNode, source: string): boolean {
  const callee = node.type === 'CallExpression' ? (node['callee'] as SyntaxNode) : null
  if (nameOf(callee?.['property']) !== 'queryWithoutShop') return false
  return source.slice(Number(node['start']), Number(node['end'])).includes('shop_id')
}
