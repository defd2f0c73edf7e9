import { Liquid } from 'liquidjs'

/** Renders the simulator's own pages from a folder of `.liquid` files; every value is escaped. */
export function pageRenderer(folder: string): (page: string, scope: object) => Promise<string> {
  const liquid = new Liquid({ root: folder, extname: '.liquid', outputEscape: 'escape', cache: true })
  return (page, scope) => liquid.renderFile(page, scope)
}
