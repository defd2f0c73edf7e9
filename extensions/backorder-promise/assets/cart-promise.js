// Puts the words of a short line under it, wherever the theme shows the cart. It only listens.
;(() => {
  // What only carts have: a way to pay, and in a line its units or a way to change them.
  const pay = ':is(form:is([action$="/cart"], [action$="/checkout"]), [href$="/checkout"], [name="checkout"])'
  const signs = `${pay}, [name^="updates["], [href*="/cart/change"], [action*="/cart/change"]`
  const links = 'a[href*="variant="]'
  const changes = /\/cart\/(add|change|update|clear)(?!.*backline)/
  const quietMs = 600

  class BacklineCart extends HTMLElement {
    connectedCallback() {
      if (document.readyState !== 'loading') this.follow()
      else document.addEventListener('DOMContentLoaded', () => this.follow())
    }

    follow() {
      this.take(JSON.parse(this.querySelector('script').textContent))
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

    // A line, or else a cart, is the least that has a sign and a link; what holds the page or adds to the cart is none.
    places(variant) {
      const around = [...document.querySelectorAll(signs)].map((sign) => sign.closest(`:has(${links})`))
      const last = new Map()
      for (const place of around) {
        if (!place?.matches('body *:not(:has(main, header, form[action*="/cart/add"]))')) continue
        if (around.some((other) => other !== place && place.contains(other))) continue
        const isIt = ({ href }) => new URL(href).searchParams.get('variant') === variant
        const found = [...place.querySelectorAll(links)].filter(isIt)
        const link = found.findLast(({ textContent }) => textContent.trim()) ?? found.at(-1)
        if (link) last.set(place.closest(`:has(${pay})`) ?? place.parentElement, link)
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
