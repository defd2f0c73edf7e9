// The cart without a new page: requests to the cart, and the sections that come back with the answer. Without script the
// same forms and links work.
const root = document.body.dataset.root
const drawer = document.querySelector('#cart-drawer')
const names = ['cart-count', 'cart-drawer', 'cart-items']

document.addEventListener('submit', (event) => {
  const { target, submitter } = event
  if (!target.matches('[data-add-form]') || submitter?.name === 'return_to') return
  event.preventDefault()
  target.parentElement.querySelector('[data-refusal]')?.remove()
  void add(target)
})

document.addEventListener('change', ({ target }) => {
  if (target.dataset.line) void change(target.dataset.line, target.value)
})

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open-cart], [data-remove]')
  if (opener?.dataset.remove) {
    event.preventDefault()
    void change(opener.dataset.remove, 0)
  } else if (opener && drawer) {
    event.preventDefault()
    drawer.showModal()
  } else if (event.target === drawer) {
    drawer.close()
  }
})

async function add(form) {
  const refusal = await ask('add', new FormData(form))
  if (refusal) form.before(refusal)
  else drawer?.showModal()
}

function change(line, quantity) {
  const wish = new FormData()
  wish.set('line', line)
  wish.set('quantity', quantity)
  return ask('change', wish)
}

async function ask(what, wish) {
  wish.set('sections', names.join())
  const reply = await fetch(`${root}cart/${what}.js`, { method: 'POST', body: wish })
  const { sections = {}, description } = await reply.json()
  for (const [name, html] of Object.entries(sections)) {
    for (const old of document.querySelectorAll(`[data-section="${name}"]`)) old.outerHTML = html
  }
  if (reply.ok) return null
  const refusal = document.createElement('p')
  Object.assign(refusal, { className: 'product__refusal', role: 'alert', textContent: description })
  refusal.dataset.refusal = ''
  return refusal
}
