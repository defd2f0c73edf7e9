/** `1 unit`, `3 units`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** `1 item`, `3 items`: how many a list has in all. */
export function totalItems(total: number): string {
  return counted(total, 'item')
}

export function number(count: number): string {
  return new Intl.NumberFormat(locale()).format(count)
}

/** The words are English; numbers and dates are written as the merchant's browser writes them. */
export function locale(): string {
  return navigator.language || 'en'
}
