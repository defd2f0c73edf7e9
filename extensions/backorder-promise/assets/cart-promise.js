// Puts the words of a short line under it, wherever the theme shows the cart, and keeps them right as the cart changes.
// It only listens: a failure leaves the theme as it is.
;(() => {
  // It leads on, or is called a cart; what has one, adds to one or holds the page is none.
  const isCart = ({ localName, id, classList, attributes: { action } }) =>
    /\/(cart|checkout)$/.test(action?.value) ||
    [localName, id, ...classList].some((name) => /cart/i.test(name) && !/\b(has|is|no|with)-|add/i.test(name))
  const isInCart = (element) =>
    element.matches('body *:not(:has(main))') && (isCart(element) || isInCart(element.parentElement))
  const changes = /\/cart\/(add|change|update|clear)(?!.*backline)/
  const quietMs = 600

  class BacklineCart extends HTMLElement {
    connectedCallback() {
      if (document.readyState !== 'loading') this.follow()
      else document.addEventListener('DOMContentLoaded', () => this.follow())
    }

    follow() {
      this.take(JSON.parse(this.querySelector('script').textContent))
      // One change may be told in two ways.
      const read = () => {
        clearTimeout(this.reading)
        this.reading = setTimeout(() => this.ask('read'), 50)
      }
      document.addEventListener('shopify:cart:lines-update', ({ promise }) => {
        Promise.resolve(promise).then(read, read)
      })
      document.addEventListener('click', () => this.timer && this.rest())
      new PerformanceObserver((list) => {
        if (list.getEntries().some(({ name }) => changes.test(name))) read()
      }).observe({ type: 'resource' })
      new MutationObserver(() => {
        this.frame ??= requestAnimationFrame(() => this.show())
      }).observe(document.body, { childList: true, subtree: true })
    }

    // In a file that most pages never need.
    ask(what) {
      import(this.dataset.changes).then(
        (changes) => changes[what](this),
        () => undefined,
      )
    }

    take(lines) {
      this.lines = lines
      this.show()
      this.rest()
    }

    show() {
      this.frame = null
      const kept = []
      for (const { variant } of this.lines) {
        const { words } = this.find(variant)
        if (words) kept.push(...this.places(variant).map((place) => this.put(place, words)))
      }
      for (const old of document.querySelectorAll('.backline-cart')) if (!kept.includes(old)) old.remove()
    }

    // What is told of all units of a variant.
    find(variant) {
      const template = document.querySelector(
        `:is(backline-cart, backline-promise) template[data-variant="${variant}"]`,
      )
      const { ready = Infinity, most = Infinity, dated = Infinity, promise, undated } = template?.dataset ?? {}
      const quantity = this.lines.reduce((sum, line) => sum + (line.variant === variant && line.quantity), 0)
      if (quantity <= Number(ready)) return {}
      const tell = (name, told) => {
        const part = template.content.querySelector(`[data-part="${name}"]`).cloneNode(true)
        for (const rest of part.querySelectorAll('[data-rest]')) rest.textContent = quantity - ready
        return { words: part.textContent.trim(), told }
      }
      if (quantity > most) return tell('over')
      return quantity > dated ? tell('undated', undated) : tell('words', promise)
    }

    // The last link with words, in each form or dialog of a cart.
    places(variant) {
      const last = new Map()
      for (const link of document.querySelectorAll(`a[href*="variant=${variant}"]`)) {
        const isIt = new URL(link.href).searchParams.get('variant') === variant
        if (isIt && link.textContent.trim() && isInCart(link))
          last.set(link.closest('form, dialog, [role="dialog"]'), link)
      }
      return [...last.values()].map((link) => link.closest('h1, h2, h3, h4, h5, h6, p') ?? link)
    }

    put(place, words) {
      let line = place.nextElementSibling
      if (!line?.matches('.backline-cart')) {
        line = document.createElement('p')
        line.className = 'backline-promise backline-cart'
        line.role = 'status'
        line.style.color = this.dataset.colour ?? ''
        place.after(line)
      }
      if (line.textContent !== words) line.textContent = words
      return line
    }

    // Lines without the promise that is shown get it once all is quiet.
    rest() {
      clearTimeout(this.timer)
      this.timer = this.untold().length && setTimeout(() => this.ask('note'), quietMs)
    }

    untold() {
      // The sentence may be in another language.
      const days = (promise) => /\[([^,]*),[^\]]*\]$/.exec(promise)?.[1]
      return this.lines.filter(({ variant, promise }) => {
        const { told } = this.find(variant)
        return told && days(told) !== days(promise)
      })
    }
  }

  if (!customElements.get('backline-cart')) customElements.define('backline-cart', BacklineCart)
})()
