// Puts the words of a short line under it, wherever the theme shows the cart, and keeps them right as the cart changes.
// It only listens: the theme's functions and requests are left alone, and a failure leaves the theme as it is.
;(() => {
  const carts = ':is([action$="/cart"], [id*="cart" i], [class*="cart" i]):not(html, body)'
  const changes = /\/cart\/(add|change|update|clear)(?!.*backline)/
  const quietMs = 600

  class BacklineCart extends HTMLElement {
    connectedCallback() {
      if (document.readyState !== 'loading') this.follow()
      else document.addEventListener('DOMContentLoaded', () => this.follow())
    }

    follow() {
      this.take(JSON.parse(this.querySelector('script').textContent))
      // A theme may tell of one change in two ways.
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

    // Requests are made in a file of their own, which most pages never need.
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

    // What is told of all units of a variant in the cart, and what goes with the order.
    find(variant) {
      const template = document.querySelector(
        `:is(backline-cart, backline-promise) template[data-variant="${variant}"]`,
      )
      const { ready = Infinity, most = Infinity, dated = Infinity, promise } = template?.dataset ?? {}
      const quantity = this.lines.reduce((sum, line) => sum + (line.variant === variant && line.quantity), 0)
      if (quantity <= Number(ready)) return {}
      const tell = (name, told) => {
        const part = template.content.querySelector(`[data-part="${name}"]`).cloneNode(true)
        for (const rest of part.querySelectorAll('[data-rest]')) rest.textContent = quantity - ready
        return { words: part.textContent.trim(), told }
      }
      if (quantity > most) return tell('over')
      return quantity > dated ? tell('undated', promise.replace(/"\d+-\d+-\d+"/g, null)) : tell('words', promise)
    }

    // The last link with words to the variant, in each form or dialog of a cart.
    places(variant) {
      const last = new Map()
      for (const link of document.querySelectorAll(`a[href*="variant=${variant}"]`)) {
        const isIt = new URL(link.href).searchParams.get('variant') === variant
        if (isIt && link.textContent.trim() && link.closest(carts))
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

    // Lines that were put into the cart without the promise that is shown get it once all is quiet.
    rest() {
      clearTimeout(this.timer)
      this.timer = this.untold().length && setTimeout(() => this.ask('note'), quietMs)
    }

    untold() {
      const days = (promise) => promise?.split(',"at"')[0]
      return this.lines.filter(({ variant, promise }) => {
        const { told } = this.find(variant)
        return told && days(told) !== days(promise)
      })
    }
  }

  if (!customElements.get('backline-cart')) customElements.define('backline-cart', BacklineCart)
})()
