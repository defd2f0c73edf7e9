/** The admin's own menu. It is there for the look and leads nowhere. */
export const menuEntries = [
  { text: 'Home', icon: 'M3 9.5 10 4l7 5.5V16h-5v-4H8v4H3Z' },
  { text: 'Orders', icon: 'M4 4h12l1 7v5H3v-5ZM3 11h4l1 2h4l1-2h4' },
  { text: 'Products', icon: 'M10 3h6v6l-7 8-7-7ZM13 6h.01' },
  { text: 'Customers', icon: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c0-3 2.5-5 6-5s6 2 6 5' },
  { text: 'Marketing', icon: 'M4 8v4h3l7 4V4L7 8ZM17 9v2' },
  {
    text: 'Discounts',
    icon: 'M4 16 16 4M6.5 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM13.5 15a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  },
  { text: 'Analytics', icon: 'M4 16v-5M10 16V4M16 16V8' },
]
