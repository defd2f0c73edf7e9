type AppBridge = {
  idToken(): Promise<string>
  readonly toast?: { show(text: string): unknown }
  readonly saveBar?: { leaveConfirmation(): Promise<void> }
  readonly app?: { extensions?(): Promise<unknown> }
  readonly scopes?: { request(scopes: string[]): Promise<{ readonly result: 'granted-all' | 'declined-all' }> }
  readonly config?: { readonly apiKey?: string }
}

declare global {
  interface Window {
    /** App Bridge; absent where the dashboard is opened outside of Shopify's admin. */
    shopify?: AppBridge
  }
}

export async function sessionToken(): Promise<string | null> {
  return window.shopify ? await window.shopify.idToken() : null
}
