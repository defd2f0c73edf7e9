import { oc } from '@orpc/contract'
import { letterheadInput, logoInput, wholeLetterhead } from './letterhead.ts'

const tags = ['Shop']

export const letterheadRoutes = {
  find: oc
    .route({ method: 'GET', path: '/letterhead', summary: 'What is printed on documents for suppliers', tags })
    .output(wholeLetterhead),
  write: oc
    .route({ method: 'PUT', path: '/letterhead', summary: 'Write its texts', tags })
    .input(letterheadInput)
    .output(wholeLetterhead),
  putLogo: oc
    .route({ method: 'PUT', path: '/letterhead/logo', summary: 'Print this picture on documents', tags })
    .input(logoInput)
    .output(wholeLetterhead),
  removeLogo: oc
    .route({ method: 'POST', path: '/letterhead/logo/remove', summary: 'Print no picture any more', tags })
    .output(wholeLetterhead),
}
