// A product page and a cart as Horizon builds them (its structure, told in our own words): the picker has a form of its
// own and tells by the standard event before it knows the variant, ids and quantities are set without a browser's event,
// and the drawer is brought in line with a new one, which takes away what is not the theme's.
import type { Theme } from './a-themed-shop.ts'

const section = 'template--1__main'

export const horizon: Theme = {
  product: ({ variants, chosen, block }) => `
    <div id="shopify-section-${section}" class="shopify-section"><div class="section">
      <div class="product-information" data-product-id="1"><div class="product-details group-block">
        <h1>Lamp</h1><product-price data-product-id="1"><span>${chosen.title}: 10.00</span></product-price>
        <variant-picker class="variant-picker" data-section-id="${section}" data-product-id="1" data-product-url="/products/lamp">
          <form class="variant-picker__form"><fieldset class="variant-option variant-option--buttons"><legend>Colour</legend>
            ${variants
              .map(
                ({ id, title }) => `<label class="variant-option__button-label">
                <input type="radio" name="Colour-${section}" value="${title}" data-variant-id="${id}"
                  ${id === chosen.id ? 'checked' : ''}><span>${title}</span></label>`,
              )
              .join('')}
          </fieldset></form>
          <script type="application/json">${JSON.stringify({ id: Number(chosen.id) })}</script>
        </variant-picker>
        ${block}
        <product-form-component data-section-id="${section}" data-product-id="1">
          <form method="post" action="/cart/add" id="BuyButtons-ProductForm-${section}" novalidate data-type="add-to-cart-form">
            <input type="hidden" name="form_type" value="product">
            <input type="hidden" name="id" ref="variantId" value="${chosen.id}">
            <div class="product-form-buttons"><quantity-selector-component class="quantity-selector">
              <button type="button" name="minus" class="button quantity-minus">−</button>
              <input type="number" name="quantity" aria-label="Quantity" ref="quantityInput" min="1" value="1">
              <button type="button" name="plus" class="button quantity-plus">+</button>
            </quantity-selector-component>
            <add-to-cart-component><button type="submit" name="add">Add to cart</button></add-to-cart-component></div>
            <input type="hidden" name="product-id" value="1"><input type="hidden" name="section-id" value="${section}">
          </form>
        </product-form-component>
      </div></div>
    </div></div>`,

  cart: (lines) => `
    <div id="shopify-section-cart-drawer" class="shopify-section"><cart-drawer-component class="cart-drawer">
      <dialog ref="dialog" class="cart-drawer__dialog dialog-modal" open style="position: static">
        <cart-items-component class="cart-items-component" data-section-id="cart-drawer">
          <div class="cart-items__wrapper"><form action="/cart" class="cart-form" id="cart-form" method="post">
            <div class="cart-items"><table class="cart-items__table" role="table"><tbody role="rowgroup">
            ${lines
              .map(
                ({ key, variant, title, quantity }, index) => `
              <tr id="CartItem-${key}" role="row" class="cart-items__table-row" data-key="${key}">
                <td class="cart-items__media"><a href="/products/lamp?variant=${variant}"
                  class="cart-items__media-container"><img alt="Lamp" src="data:,"></a></td>
                <td class="cart-items__details"><div class="cart-items__product-info"><div class="cart-items__title-row">
                  <a href="/products/lamp?variant=${variant}" class="cart-items__title">Lamp</a></div></div>
                  <dl class="cart-items__variants"><dt>Colour:</dt><dd>${title}</dd></dl></td>
                <td class="cart-items__quantity"><quantity-selector-component class="cart-quantity-selector">
                  <button type="button" name="minus" class="button quantity-minus">−</button>
                  <input type="number" name="updates[]" value="${quantity}" data-cart-line="${index + 1}"
                    aria-label="Quantity of ${title}">
                  <button type="button" name="plus" class="button quantity-plus">+</button>
                </quantity-selector-component></td></tr>`,
              )
              .join('')}
            </tbody></table></div>
          </form></div>
        </cart-items-component>
      </dialog>
    </cart-drawer-component></div>`,

  script: `
    const parsed = (html) => new DOMParser().parseFromString(html, 'text/html').body
    const telling = (name, parts) => Object.assign(new Event(name, { bubbles: true }), parts)

    customElements.define('variant-picker', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('change', async ({ target }) => {
          const { promise, resolve } = Promise.withResolvers()
          this.dispatchEvent(telling('shopify:product:select', { product: { id: 'gid://shopify/Product/1' }, promise }))
          const { productUrl, sectionId } = this.dataset
          const html = await (await fetch(productUrl + '?option_values=' + target.value + '&section_id=' + sectionId)).text()
          const fresh = parsed(html)
          const { id } = JSON.parse(fresh.querySelector('variant-picker script').textContent)
          history.replaceState({}, '', productUrl + '?variant=' + id)
          document.querySelector('[ref=variantId]').value = id
          resolve({ variant: { id: 'gid://shopify/ProductVariant/' + id }, detail: { html } })
          document.querySelector('product-price').replaceWith(fresh.querySelector('product-price'))
        })
      }
    })
    customElements.define('quantity-selector-component', class extends HTMLElement {
      connectedCallback() {
        if (this.isHeard) return
        this.isHeard = true
        this.addEventListener('click', (event) => {
          const step = { plus: 1, minus: -1 }[event.target.name]
          if (!step) return
          event.preventDefault()
          const input = this.querySelector('input')
          input.value = Math.max(1, Number(input.value) + step)
          const detail = { quantity: Number(input.value), cartLine: Number(input.dataset.cartLine) || undefined }
          this.dispatchEvent(telling('quantity-selector:update', { detail }))
        })
      }
    })

    // Rows that were there and are still there stay, and what the theme did not write goes.
    function morph(sections) {
      const old = document.querySelector('cart-items-component tbody')
      const rows = [...parsed(sections['cart-drawer']).querySelectorAll('cart-items-component tbody tr')]
      old.replaceChildren(...rows.map((row) => {
        const same = old.querySelector('[data-key="' + row.dataset.key + '"]')
        if (!same) return row
        same.innerHTML = row.innerHTML
        return same
      }))
    }
    async function change(origin, address, options) {
      const { promise, resolve, reject } = Promise.withResolvers()
      origin.dispatchEvent(telling('shopify:cart:lines-update', { promise }))
      try {
        const answer = await (await fetch(address, { method: 'POST', ...options })).json()
        morph(answer.sections)
        resolve({ detail: { sections: answer.sections } })
      } catch (error) {
        reject(error)
      }
    }
    customElements.define('product-form-component', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('submit', (event) => {
          event.preventDefault()
          const body = new FormData(event.target)
          body.append('sections', 'cart-drawer')
          void change(this, '/cart/add.js', { body })
        })
      }
    })
    customElements.define('cart-items-component', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('quantity-selector:update', ({ detail: { quantity, cartLine: line } }) => {
          const body = JSON.stringify({ line, quantity, sections: 'cart-drawer' })
          void change(this, '/cart/change.js', { headers: { 'Content-Type': 'application/json' }, body })
        })
      }
    })`,
}
