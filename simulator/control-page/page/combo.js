// A text field that offers the items found while typing; arrow keys, Enter and the pointer choose one.

/** @param {HTMLInputElement} input @param {(terms: string) => Promise<{ sku: string, title: string, available: number }[]>} find */
export function combo(input, find) {
  const list = input.parentElement.querySelector('[role="listbox"]')
  let asked = 0

  const close = () => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (option) => {
    input.value = option.dataset.sku
    close()
  }
  const offer = async () => {
    const turn = ++asked
    const found = await find(input.value).catch(() => [])
    if (turn !== asked || document.activeElement !== input) return
    list.replaceChildren(...found.map((item, index) => optionOf(item, `${list.id}-${index}`)))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
  }
  const move = (step) => {
    const options = [...list.children]
    const now = options.findIndex((option) => option.ariaSelected === 'true')
    const next = options[(now + step + options.length) % options.length]
    for (const option of options) option.ariaSelected = String(option === next)
    if (next) input.setAttribute('aria-activedescendant', next.id)
    next?.scrollIntoView({ block: 'nearest' })
  }

  input.addEventListener('input', offer)
  input.addEventListener('focus', offer)
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    const chosen = list.querySelector('[aria-selected="true"]')
    if (event.key === 'Escape') close()
    if (list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      choose(chosen)
    }
  })
  // Before blur, which would close the list under the pointer.
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    const option = event.target.closest('[role="option"]')
    if (option) choose(option)
  })
}

function optionOf({ sku, title, available }, id) {
  const option = document.createElement('li')
  option.id = id
  option.role = 'option'
  option.ariaSelected = 'false'
  option.dataset.sku = sku
  const part = (className, text) => Object.assign(document.createElement('span'), { className, textContent: text })
  option.append(
    part('found__title', title),
    part(available < 0 ? 'found__stock short' : 'found__stock', available.toLocaleString('en')),
    part('found__sku', sku),
  )
  return option
}
