import type { Letterhead } from '../../../../shop/contract/letterhead.ts'

export const letterheadWords = {
  title: 'Letterhead',
  subtitle: 'Printed on the purchase orders you send to suppliers',
  back: 'Supplier orders',
  loading: 'Loading the letterhead',
  failed: 'Couldn’t load the letterhead',
  failedText: 'Try again in a moment.',
  retry: 'Try again',
  preview: 'Preview a document',
  previewFile: 'letterhead-preview.pdf',
  previewFailed: 'Couldn’t create the preview. Try again in a moment.',
  logoTitle: 'Logo',
  logoHint: 'Shown at the top right of each document',
  addLogo: 'Add logo',
  replaceLogo: 'Replace logo',
  removeLogo: 'Remove logo',
  logoFile: 'PNG or JPEG, up to 180 KB',
  logoTooLarge: 'The logo can be 180 KB at most. Make it smaller and choose it again.',
  logoAlt: 'Your logo',
  logoSaved: 'Logo saved',
  logoRemoved: 'Logo removed',
  textsTitle: 'Text',
  address: 'Name and address',
  footer: 'Footer',
  footerHint: 'Shown at the bottom of each page, such as bank details and VAT number',
  terms: 'Terms',
  termsHint: 'Shown at the end of each document',
  saved: 'Letterhead saved',
  trouble: 'Couldn’t save. Nothing was changed. Try again in a moment.',
  save: {
    save: 'Save',
    discard: 'Discard',
    leave: {
      title: 'Leave without saving?',
      text: 'Your changes aren’t saved yet and would be lost.',
      leave: 'Leave',
      stay: 'Stay',
    },
  },
} as const

export const letterheadProblems = {
  address: 'Use 8 lines of 100 characters or fewer',
  footer: 'Use 6 lines and 500 characters or fewer',
  terms: 'Use 500 lines and 20,000 characters or fewer',
} as const

/** `Leave blank to use your store’s: Mugs & Co, Main Street 1, Berlin` */
export function addressHint({ shop }: Pick<Letterhead, 'shop'>): string {
  return `Leave blank to use your store’s: ${[shop.name, ...shop.address].join(', ')}`
}
