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
      if (!this.form()) this.scope = document.body
      const listen = (name, hear) => document.addEventListener(name, hear.bind(this), { signal })
      listen('shopify:product:select', this.hearSelection)
      listen('variant:update', this.hearVariant)
      listen('variant:change', this.hearVariant)
      listen('change', this.hearForm)
      listen('input', this.hearForm)
      window.addEventListener('popstate', () => this.hearAddress(), { signal })
      const form = this.form()
      const first = form && new FormData(form).get('id')
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
      if (!form?.action.includes('/cart/add') || !this.scope.contains(form)) return false
      const told = form.elements['product-id']?.value
      return told ? told === this.product : form === this.scope.querySelector('form[action*="/cart/add"]')
    }

    form() {
      return [...this.scope.querySelectorAll('form[action*="/cart/add"]')].find((form) => this.isOwn(form))
    }

    choose(variant) {
      this.turn = null
      this.chosen = digits(variant)
      this.show()
    }

    show() {
      const template = [...this.querySelectorAll('template')].find(({ dataset }) => dataset.variant === this.chosen)
      const form = this.form()
      const quantity = (form && Number(new FormData(form).get('quantity'))) || 1
      const words = this.querySelector('[data-words]')
      const next = template && quantity > template.dataset.ready ? this.part(template, quantity) : null
      if ((next?.textContent ?? '') === words.textContent) return
      words.replaceChildren(...(next?.childNodes ?? []))
      this.querySelector('[data-notice]').toggleAttribute('data-empty', !next)
    }

    part({ content, dataset }, quantity) {
      const name = quantity > (dataset.most ?? Infinity) ? 'over' : 'words'
      const part = content.querySelector(`[data-part="${name}"]`).cloneNode(true)
      for (const rest of part.querySelectorAll('[data-rest]')) rest.textContent = quantity - dataset.ready
      return part
    }
  }

  if (!customElements.get('backline-promise')) customElements.define('backline-promise', BacklinePromise)
})()
