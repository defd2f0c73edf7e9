import { Liquid } from 'liquidjs'

/** Renders the simulator's own pages from a folder of `.liquid` files; every value is escaped. */
export function pageRenderer(folder: string): (page: string, scope: object) => Promise<string> {
  const liquid = new Liquid({ root: folder, extname: '.liquid', outputEscape: 'escape', cache: true })
  liquid.registerFilter('code', codeMarked)
  return (page, scope) => liquid.renderFile(page, scope)
}

/** Escaped text in which `backticks` have become code; to be printed raw. */
function codeMarked(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return escaped.replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
