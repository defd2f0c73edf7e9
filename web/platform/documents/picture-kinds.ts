// What is known of a picture, and what is said of one that is not taken.

export type PrintedPicture = {
  readonly kind: 'png' | 'jpeg'
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** Why a picture is not taken. */
export type PictureFault = 'no-picture' | 'too-large' | 'broken' | 'kind-of-png' | 'kind-of-jpeg'

/** Points each way. */
export const mostPoints = 2_000

export type PictureRead = { readonly picture: PrintedPicture } | { readonly fault: PictureFault }

export function isTooLarge(width: number, height: number): boolean {
  return width > mostPoints || height > mostPoints
}
