// Shows the words of the chosen variant and quantity. Liquid has written all of them: this only picks.
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
      listen('change', this.hearForm)
      listen('input', this.hearForm)
      listen('formdata', this.tell)
      window.addEventListener('popstate', () => this.hearAddress(), { signal })
      const first = this.read('id')
      if (first) this.choose(first)
    }

    disconnectedCallback() {
      this.listening.abort()
    }

    // The standard storefront event: the variant is told at once, or when the theme has found it.
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

    // Older themes: `resource` or `variant` is null where the combination does not exist.
    hearVariant(event) {
      const { data, product, resource, variant = resource } = event.detail ?? {}
      const told = data?.productId ?? product?.id ?? variant?.product_id
      if (variant !== undefined && this.isAbout(event, told)) this.choose(variant?.id)
    }

    hearForm({ target }) {
      if (!this.isOwn(target.form)) return
      if (target.name === 'id') this.choose(target.value)
      if (target.name === 'quantity') this.show()
    }

    hearAddress() {
      if (this.scope.matches('dialog, [role="dialog"]')) return
      const { pathname, search } = location
      const variant = new URLSearchParams(search).get('variant')
      if (variant && decodeURIComponent(pathname).endsWith(`/products/${this.dataset.handle}`)) this.choose(variant)
    }

    // Cards and quick-add dialogs tell of their products too, perhaps of this very one.
    isAbout({ target }, product) {
      const place = target.closest?.(places)
      return (!place || this.scope.contains(place)) && (!product || digits(product) === this.product)
    }

    isOwn(form) {
      if (!form?.getAttribute('action')?.includes('/cart/add') || !this.scope.contains(form)) return false
      const told = form.elements['product-id']?.value
      return told ? told === this.product : form === this.scope.querySelector('form[action*="/cart/add"]')
    }

    forms() {
      return [...this.scope.querySelectorAll('form[action*="/cart/add"]')].filter((form) => this.isOwn(form))
    }

    // A theme may have a second form for instalments, which has no quantity.
    read(name) {
      return this.forms()
        .map((form) => new FormData(form).get(name))
        .find(Boolean)
    }

    choose(variant) {
      this.turn = null
      this.chosen = digits(variant)
      this.show()
    }

    show() {
      const quantity = Number(this.read('quantity')) || 1
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

    // What is shown goes with the order: whoever reads the form finds it there, the theme's script or the browser.
    tell({ target, formData }) {
      if (!this.isOwn(target)) return
      const [name, template] = this.find(formData.get('id'), Number(formData.get('quantity') ?? 1))
      const promise = name !== 'over' && template?.dataset.promise
      if (!promise) return
      formData.set('properties[_promise]', name === 'words' ? promise : promise.replace(/"\d+-\d+-\d+"/g, null))
    }
  }

  if (!customElements.get('backline-promise')) customElements.define('backline-promise', BacklinePromise)
})()
