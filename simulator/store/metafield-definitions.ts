// What an app defines of metafields that are the merchant's: `$app` is defined by the app's manifest instead.
// https://shopify.dev/docs/api/admin-graphql/latest/mutations/metafieldDefinitionCreate
import type { Change } from './change.ts'
import type { MetafieldDefinition } from './state.ts'

export type DefinitionFault = { readonly code: string; readonly field: readonly string[]; readonly message: string }

const name = /^[a-zA-Z0-9_-]+$/

/** What was there before and is of the type follows the definition; what is not stays as it is. */
export function defineMetafield({ shop }: Change, wish: MetafieldDefinition): readonly DefinitionFault[] {
  const faults = faultsOf(wish)
  const at = definitionKey(wish)
  if (faults.length === 0 && shop.metafieldDefinitions.has(at)) {
    return [
      fault('TAKEN', 'key', `Key is in use for ${wish.ownerType} metafields on the '${wish.namespace}' namespace.`),
    ]
  }
  if (faults.length === 0) shop.metafieldDefinitions.set(at, wish)
  return faults
}

export function definitionKey({
  ownerType,
  namespace,
  key,
}: Pick<MetafieldDefinition, 'ownerType' | 'namespace' | 'key'>): string {
  return `${ownerType}/${namespace}/${key}`
}

function faultsOf({ namespace, key, name: shown, type }: MetafieldDefinition): readonly DefinitionFault[] {
  const kinds: readonly (readonly [isWrong: boolean, DefinitionFault])[] = [
    [namespace.length < 3, fault('TOO_SHORT', 'namespace', 'Namespace is too short (minimum is 3 characters)')],
    [namespace.length > 255, fault('TOO_LONG', 'namespace', 'Namespace is too long (maximum is 255 characters)')],
    [
      !name.test(namespace),
      fault('INVALID_CHARACTER', 'namespace', 'Namespace contains one or more invalid characters.'),
    ],
    [key.length < 2, fault('TOO_SHORT', 'key', 'Key is too short (minimum is 2 characters)')],
    [key.length > 64, fault('TOO_LONG', 'key', 'Key is too long (maximum is 64 characters)')],
    [!name.test(key), fault('INVALID_CHARACTER', 'key', 'Key contains one or more invalid characters.')],
    [shown.trim() === '', fault('BLANK', 'name', "Name can't be blank")],
    [!/^[a-z_.]+$/.test(type), fault('INCLUSION', 'type', `Type '${type}' is not a valid type.`)],
  ]
  return kinds.flatMap(([isWrong, told]) => (isWrong ? [told] : []))
}

function fault(code: string, field: string, message: string): DefinitionFault {
  return { code, field: ['definition', field], message }
}
