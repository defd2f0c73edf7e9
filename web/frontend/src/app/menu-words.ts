/** What the app's entries in the admin's menu are called, and where they lead. */
export const menuEntries = [
  { text: 'Backorders', url: '/' },
  { text: 'Supplier orders', url: '/supplier-orders' },
  { text: 'Suppliers', url: '/suppliers' },
  { text: 'Receive', url: '/receive' },
  { text: 'Storefront', url: '/storefront' },
  { text: 'Check', url: '/check' },
] as const
