/** Into the clipboard; false where the browser does not let a page inside of the admin write there. */
export async function copyText(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    // The older way, which is allowed wherever a button was pressed. It leaves the text selected, to be copied by hand.
    field.select()
    return document.execCommand?.('copy') ?? false
  }
}
