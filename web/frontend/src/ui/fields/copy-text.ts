/** Into the clipboard; false where the browser does not let a page inside of the admin write there. */
export async function copyText(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    return copySelected(field)
  }
}

/** The older way, which is allowed wherever a button was pressed. Without it the text stays selected, to be copied by hand. */
function copySelected(field: HTMLTextAreaElement): boolean {
  const before = document.activeElement
  field.select()
  if (!document.execCommand?.('copy')) return false
  if (before instanceof HTMLElement) before.focus()
  return true
}
