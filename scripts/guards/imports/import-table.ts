/**
 * Who may import whom outside the rooms of the server (rooms.ts): the dashboard, and the programs beside the app. The row with
 * the longest matching folder decides. `may` names folders and files of ours, packages (`react`, `@orpc/*`) and Node's own
 * modules (`node:*`); `mayTypes` is allowed with `import type` only. What is not named is forbidden.
 */
export type ImportRow = { folder: string; may: readonly string[]; mayTypes?: readonly string[] }

const dashboard = 'web/frontend/src'
/** What a room of the dashboard stands on. */
const beneath = [`${dashboard}/ui`, `${dashboard}/api`, `${dashboard}/format`]
const react = ['react', 'react-dom', 'react-router']

export const importTable: readonly ImportRow[] = [
  { folder: `${dashboard}/ui`, may: [`${dashboard}/ui`, `${dashboard}/format`, '@shopify/*', ...react] },
  { folder: `${dashboard}/format`, may: [`${dashboard}/format`] },
  {
    folder: `${dashboard}/api`,
    may: [`${dashboard}/api`, '(contracts)', '@orpc/*', '@tanstack/*', 'react', 'react-router', 'zod'],
  },
  // What shoppers read, in the words of the theme extension itself.
  {
    folder: `${dashboard}/promises/sentences`,
    may: [`${dashboard}/promises/sentences`, 'extensions/backorder-promise/locales'],
    mayTypes: ['(contracts)'],
  },
  // Pages of all rooms come together here.
  { folder: `${dashboard}/app`, may: [dashboard, '(contracts)', ...react, '@tanstack/*'] },
  { folder: `${dashboard}/main.tsx`, may: [dashboard, ...react, '@tanstack/*'] },
  { folder: dashboard, may: [...beneath, '(own room)', '(words and queries)', '(contracts)', ...react, '@tanstack/*'] },
  { folder: 'web/frontend', may: ['vite', '@vitejs/*', 'node:*'] },
  { folder: 'extensions', may: [] },
  { folder: 'simulator', may: ['simulator', '(any package)', 'node:*'] },
  {
    folder: 'scripts',
    may: ['scripts', 'vitest.config.ts', 'bench', 'web', 'simulator', 'test/support', '(any package)', 'node:*'],
  },
  { folder: 'bench', may: ['bench', 'web', 'simulator', 'test/support', '(any package)', 'node:*'] },
  { folder: 'test', may: ['test', 'web', 'simulator', 'scripts', 'bench', '(any package)', 'node:*'] },
]
