// Shows the words of the chosen variant and quantity, all written by Liquid.
;(() => {
  const digits = (id) => String(id ?? '').replace(/^.*\//, '')
  const places = 'dialog, [role="dialog"], .shopify-section, [id^="shopify-section"]'

  class BacklinePromise extends HTMLElement {
    connectedCallback() {
      this.listening = new AbortController()
      const { signal } = this.listening
      if (document.readyState !== 'loading') this.follow(signal)
      else document.addEventListener('DOMContentLoaded', () => this.follow(signal), { signal })
    }

    follow(signal) {
      this.product = this.dataset.product
      this.scope = this.closest(places) ?? document.body
      if (!this.forms().length) this.scope = document.body
      const listen = (name, hear) => document.addEventListener(name, hear.bind(this), { signal })
      listen('shopify:product:select', this.hearSelection)
      listen('variant:update', this.hearVariant)
      listen('variant:change', this.hearVariant)
      listen('change', this.look)
      listen('input', this.look)
      listen('formdata', this.tell)
      window.addEventListener('popstate', () => this.hearAddress(), { signal })
      // Themes set fields in silence; a hidden one is an attribute.
      const soon = () => {
        this.frame ??= requestAnimationFrame(() => this.look())
      }
      document.addEventListener('click', soon, { signal, capture: true })
      this.fields = new MutationObserver(soon)
      this.fields.observe(this.scope, { attributeFilter: ['value'], childList: true, subtree: true })
      this.look()
    }

    disconnectedCallback() {
      this.listening.abort()
      this.fields?.disconnect()
    }

    // What an event told stays until the form says otherwise.
    look() {
      this.frame = null
      const variant = this.forms()
        .map((form) => form.elements.id?.value)
        .find(Boolean)
      if (variant !== this.field) this.choose(variant)
      else if (this.told && this.told !== this.units()) this.show()
      this.field = variant
    }

    // The standard event tells it at once, or later.
    hearSelection(event) {
      if (!this.isAbout(event, event.product?.id)) return
      if (event.detail?.variantId) return this.choose(event.detail.variantId)
      const turn = {}
      this.turn = turn
      Promise.resolve(event.promise).then(
        (found) => this.turn === turn && this.choose(found?.variant?.id),
        () => this.turn === turn && this.choose(null),
      )
    }

    // Null where the combination does not exist.
    hearVariant(event) {
      const { data, product, resource, variant = resource } = event.detail ?? {}
      const told = data?.productId ?? product?.id ?? variant?.product_id
      if (variant !== undefined && this.isAbout(event, told)) this.choose(variant?.id)
    }

    hearAddress() {
      if (this.scope.matches('dialog, [role="dialog"]')) return
      const { pathname, search } = location
      const variant = new URLSearchParams(search).get('variant')
      if (variant && decodeURIComponent(pathname).endsWith(`/products/${this.dataset.handle}`)) this.choose(variant)
    }

    // Quick adds tell of products too, perhaps of this one.
    isAbout({ target }, product) {
      const place = target.closest?.(places)
      return (!place || this.scope.contains(place)) && (!product || digits(product) === this.product)
    }

    forms() {
      const forms = [...this.scope.querySelectorAll('form[action*="/cart/add"]')]
      return forms.filter(
        (form) => (form.elements['product-id']?.value || (form === forms[0] && this.product)) === this.product,
      )
    }

    // A form for instalments has no quantity.
    units() {
      const told = this.forms().map((form) => new FormData(form).get('quantity'))
      return Number(told.find(Boolean)) || 1
    }

    choose(variant) {
      this.turn = null
      this.chosen = digits(variant)
      this.show()
    }

    show() {
      const quantity = this.units()
      this.told = quantity
      const [name, template] = this.find(this.chosen, quantity)
      const words = this.querySelector('[data-words]')
      const next = name && template.content.querySelector(`[data-part="${name}"]`).cloneNode(true)
      for (const rest of next?.querySelectorAll('[data-rest]') ?? [])
        rest.textContent = quantity - template.dataset.ready
      if ((next?.textContent ?? '') === words.textContent) return
      words.replaceChildren(...(next?.childNodes ?? []))
      this.querySelector('[data-notice]').toggleAttribute('data-empty', !next)
    }

    find(variant, quantity) {
      const template = [...this.querySelectorAll('template')].find(({ dataset }) => dataset.variant === variant)
      const { ready = Infinity, most = Infinity, dated = Infinity } = template?.dataset ?? {}
      if (quantity <= Number(ready)) return []
      if (quantity > most) return ['over', template]
      return [quantity > dated ? 'undated' : 'words', template]
    }

    // What is shown goes with the order.
    tell({ target, formData }) {
      if (!this.forms().includes(target)) return
      const [name, template] = this.find(formData.get('id'), Number(formData.get('quantity') ?? 1))
      const told = template?.dataset[{ words: 'promise', undated: 'undated' }[name]]
      if (told) formData.set('properties[_promise]', told)
    }
  }

  if (!customElements.get('backline-promise')) customElements.define('backline-promise', BacklinePromise)
})()
