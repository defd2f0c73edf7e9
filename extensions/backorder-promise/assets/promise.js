// Shows the words of what the product's form has in it, all written by Liquid, and sends them with the order. The form is
// the truth: themes set it in silence, and tell of it too early or late.
;(() => {
  const signals = ['click', 'input', 'change', 'shopify:product:select', 'variant:update', 'variant:change']
  const everyMs = 200

  class BacklinePromise extends HTMLElement {
    connectedCallback() {
      this.known = new Set(this.dataset.variants.split(' '))
      this.own = new WeakSet()
      this.listening = new AbortController()
      const { signal } = this.listening
      for (const name of [...signals, 'DOMContentLoaded'])
        document.addEventListener(name, () => this.look(), { signal })
      document.addEventListener('formdata', (event) => this.tell(event), { signal })
      this.timer = setInterval(() => this.look(), everyMs)
      this.look()
    }

    disconnectedCallback() {
      this.listening.abort()
      clearInterval(this.timer)
    }

    // Two offers may contradict each other.
    offer() {
      const others = [...document.querySelectorAll('[type="application/ld+json"], [itemprop="offers"]')]
      if (!others.some(({ text = '"offers"' }) => text.includes('"offers"')))
        for (const own of this.querySelectorAll('[data-offer]')) own.type = 'application/ld+json'
      return true
    }

    // A form without an id, as before a theme has set it up, says nothing yet.
    look() {
      if (document.readyState === 'loading') return
      this.offered ||= this.offer()
      const forms = this.forms()
      // A form for instalments has no quantity.
      const form =
        forms.find((one) => one === this.sent) ?? forms.find((one) => fieldValue(one, 'quantity')) ?? forms[0]
      const variant = form && fieldValue(form, 'id')
      if (variant !== undefined) this.show(variant, fieldValue(form, 'quantity'))
    }

    // The nearest ones: cards and dialogs have their own.
    forms() {
      for (let place = this; place; place = place.parentElement) {
        const forms = [...place.querySelectorAll('form[action*="/cart/add"]')].filter((form) => this.isOwn(form))
        if (forms.length) return forms
      }
      return []
    }

    // Once ours it stays so, and made one of another product it tells nothing.
    isOwn(form) {
      const { product } = this.dataset
      const dialog = form.closest('dialog, [role="dialog"]')
      const told = fieldValue(form, 'product-id')
      const isOurs = told ? told === product : this.known.has(fieldValue(form, 'id'))
      if (isOurs && (!dialog || dialog.contains(this))) this.own.add(form)
      return this.own.has(form)
    }

    /** Answers what goes with the order. */
    show(variant, units) {
      const quantity = Number(units) || 1
      const template = [...this.querySelectorAll('template')].find(({ dataset }) => dataset.variant === variant)
      const carted = unitsInCart(variant) ?? Number(template?.dataset.carted ?? 0)
      const name = template && nameOf(template.dataset, carted + quantity)
      const next = name ? wordsOf(template, name, quantity, carted) : ''
      const words = this.querySelector('[data-words]')
      if (next !== words.textContent) {
        words.textContent = next
        this.querySelector('[data-notice]').toggleAttribute('data-empty', !next)
      }
      return name && template.dataset[{ words: 'promise', undated: 'undated' }[name]]
    }

    tell({ target, formData }) {
      if (!this.forms().includes(target)) return
      if (formData.has('quantity')) this.sent = target
      const told = this.show(formData.get('id'), formData.get('quantity'))
      if (told) formData.set('properties[_promise]', told)
    }
  }

  function nameOf({ ready, most = Infinity, dated = Infinity }, quantity) {
    if (quantity <= ready) return ''
    if (quantity > most) return 'over'
    return quantity > dated ? 'undated' : 'words'
  }

  // What is in stock goes to what the cart has first.
  function wordsOf({ content, dataset }, name, quantity, carted) {
    const part = (one) => content.querySelector(`[data-part="${one}"]`)
    const now = Math.max(0, dataset.ready - carted)
    const words = ((!now && part(`short-${name}`)) || part(name)).cloneNode(true)
    for (const span of words.querySelectorAll('span')) span.textContent = 'now' in span.dataset ? now : quantity - now
    return words.textContent
  }

  function unitsInCart(variant) {
    const { lines } = document.querySelector('backline-cart') ?? {}
    return lines?.reduce((sum, line) => sum + (line.variant === variant && line.quantity), 0)
  }

  // As the form would send it, without the event that sending is told by.
  function fieldValue(form, name) {
    const isIt = (field) =>
      field.name === name && field.matches(':enabled') && (field.type !== 'radio' || field.checked)
    return [...form.elements].find(isIt)?.value
  }

  if (!customElements.get('backline-promise')) customElements.define('backline-promise', BacklinePromise)
})()
