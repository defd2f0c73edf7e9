/** Says in the admin's own way that something is done. Outside of the admin there is nobody to say it. */
export function showToast(text: string): void {
  window.shopify?.toast?.show(text)
}
