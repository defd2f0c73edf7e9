// The bar for unsaved changes, and the question before they are left. While the bar is there nothing leads away unasked:
// no entry of the admin's menu, no page of the admin's own, and no app that asks before its own links.
const bar = document.querySelector('.save')
const question = document.querySelector('#leave').content
const buttons = [...bar.querySelectorAll('[data-save]')]
let dialog = null
let asked = null

/** `press` hears which button of the bar was pressed, `left` that the merchant gives up what is unsaved. */
export function saveBar({ press, left }) {
  for (const button of buttons) button.addEventListener('click', () => press(button.dataset.save === 'save'))
  return {
    /** As the app's own buttons are: the bar's are off, or at work, where those are. */
    show({ isShown, off = [], busy = [] }) {
      bar.hidden = !isShown
      for (const button of buttons) {
        button.disabled = off.includes(button.dataset.save) || busy.includes(button.dataset.save)
        button.toggleAttribute('aria-busy', busy.includes(button.dataset.save))
      }
    },
    isShown: () => !bar.hidden,
    /** Whether the merchant may be led away: nothing is unsaved, or it is given up. One question at a time. */
    async mayLeave() {
      if (bar.hidden) return true
      asked ??= ask()
      const isLeft = await asked
      asked = null
      if (!isLeft) return false
      bar.hidden = true
      left()
      return true
    },
    /** The app begins anew, and nobody waits for the answer. */
    forget() {
      bar.hidden = true
      dialog?.close()
    },
  }
}

function ask() {
  dialog = question.cloneNode(true).querySelector('dialog')
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((answer) => {
    dialog.addEventListener('close', ({ target }) => {
      dialog = null
      target.remove()
      answer(target.returnValue === 'leave')
    })
  })
}
