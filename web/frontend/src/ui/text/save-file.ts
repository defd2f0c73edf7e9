/** How long a browser may take to begin with a file that it is handed. */
const keptMs = 60_000

/** Hands the browser a file to keep. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  // Not a way out of the page, so nobody is to be asked about leaving it.
  link.target = '_blank'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}
