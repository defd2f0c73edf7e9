/** Bytes as calls carry them. */
export async function base64(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer())
  const letters: string[] = []
  // As many at once as a function takes arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  }
  return btoa(letters.join(''))
}
