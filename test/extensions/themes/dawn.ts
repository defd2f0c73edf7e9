// A product page and a cart as Dawn builds them (its structure, told in our own words): the form knows its fields by
// `form=`, a variant is looked up by fetching the section anew, hidden ids change with a `change` event, and the drawer is
// drawn anew from the sections that come with the answer.
import type { Theme } from './a-themed-shop.ts'

const section = 'main'

export const dawn: Theme = {
  product: ({ variants, chosen, block }) => `
    <div id="shopify-section-${section}" class="shopify-section section">
      <product-info class="page-width" data-section="${section}" data-product-id="1" data-url="/products/lamp">
        <div class="product grid"><section id="ProductInfo-${section}" class="product__info-container">
          <div class="product__title"><h1>Lamp</h1></div>
          <div id="price-${section}" role="status">${chosen.title}: 10.00</div>
          <variant-selects id="variant-selects-${section}" data-section="${section}">
            <fieldset class="product-form__input product-form__input--pill"><legend>Colour</legend>
              ${variants
                .map(
                  ({ id, title }) => `<input type="radio" id="${section}-1-${id}" name="Colour-1" value="${title}"
                    form="product-form-${section}" ${id === chosen.id ? 'checked' : ''}>
                    <label for="${section}-1-${id}">${title}</label>`,
                )
                .join('')}
            </fieldset>
            <script type="application/json" data-selected-variant>${JSON.stringify({ id: Number(chosen.id) })}</script>
          </variant-selects>
          <div class="product-form__input product-form__quantity"><quantity-input class="quantity">
            <button class="quantity__button" name="minus" type="button">−</button>
            <input class="quantity__input" type="number" name="quantity" aria-label="Quantity" min="1" value="1" form="product-form-${section}">
            <button class="quantity__button" name="plus" type="button">+</button>
          </quantity-input></div>
          ${block}
          <product-form class="product-form" data-section-id="${section}">
            <form method="post" action="/cart/add" id="product-form-installment-${section}" class="installment">
              <input type="hidden" name="id" value="${chosen.id}"></form>
            <form method="post" action="/cart/add" id="product-form-${section}" class="form" novalidate
              data-type="add-to-cart-form">
              <input type="hidden" name="form_type" value="product">
              <input type="hidden" name="id" value="${chosen.id}" disabled class="product-variant-id">
              <button type="submit" name="add">Add to cart</button>
              <input type="hidden" name="product-id" value="1"><input type="hidden" name="section-id" value="${section}">
            </form>
          </product-form>
        </section></div>
      </product-info>
    </div>`,

  cart: (lines) => `
    <div id="shopify-section-cart-drawer" class="shopify-section"><cart-drawer class="drawer">
      <div id="CartDrawer" class="cart-drawer"><div id="CartDrawer-Overlay" class="cart-drawer__overlay"></div>
        <div class="drawer__inner" role="dialog" aria-modal="true" aria-label="Your cart" tabindex="-1">
          <cart-drawer-items><form action="/cart" id="CartDrawer-Form" class="cart__contents" method="post">
            <table class="cart-items" role="table"><tbody>
            ${lines
              .map(
                ({ variant, title, quantity }, index) => `
              <tr id="CartDrawer-Item-${index + 1}" class="cart-item" role="row">
                <td class="cart-item__media">
                  <a href="/products/lamp?variant=${variant}" class="cart-item__link" tabindex="-1" aria-hidden="true"> </a></td>
                <td class="cart-item__details"><p class="caption-with-letter-spacing light">Acme</p>
                  <a href="/products/lamp?variant=${variant}" class="cart-item__name h4 break">Lamp</a>
                  <dl><div class="product-option"><dt>Colour:</dt><dd>${title}</dd></div></dl></td>
                <td class="cart-item__quantity"><quantity-input class="quantity cart-quantity">
                  <button name="minus" type="button" class="quantity__button">−</button>
                  <input class="quantity__input" type="number" name="updates[]" value="${quantity}"
                    data-quantity-variant-id="${variant}" data-index="${index + 1}" aria-label="Quantity of ${title}">
                  <button name="plus" type="button" class="quantity__button">+</button>
                </quantity-input></td></tr>`,
              )
              .join('')}
            </tbody></table>
          </form></cart-drawer-items>
        </div></div>
    </cart-drawer></div>`,

  script: `
    const part = (html, selector) => new DOMParser().parseFromString(html, 'text/html').querySelector(selector)
    const changed = (input) => input.dispatchEvent(new Event('change', { bubbles: true }))

    customElements.define('product-info', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('change', ({ target }) => target.closest('variant-selects') && this.choose(target.value))
      }
      async choose(value) {
        const { section, url } = this.dataset
        const html = await (await fetch(url + '?option_values=' + value + '&section_id=' + section)).text()
        const { id } = JSON.parse(part(html, '[data-selected-variant]').textContent)
        history.replaceState({}, '', url + '?variant=' + id)
        for (const form of document.querySelectorAll('#product-form-' + section + ', #product-form-installment-' + section)) {
          form.elements.id.value = id
          changed(form.elements.id)
        }
        for (const piece of ['#price-' + section, 'variant-selects'])
          this.querySelector(piece).innerHTML = part(html, piece).innerHTML
      }
    })
    customElements.define('quantity-input', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('click', (event) => {
          event.preventDefault()
          const input = this.querySelector('input')
          if (event.target.name === 'plus') input.stepUp()
          if (event.target.name === 'minus') input.stepDown()
          if (event.target.name) changed(input)
        })
      }
    })
    const draw = ({ sections }, selector) => {
      document.querySelector(selector).innerHTML = part(sections['cart-drawer'], selector).innerHTML
    }
    customElements.define('product-form', class extends HTMLElement {
      connectedCallback() {
        const form = this.querySelector('form:last-of-type')
        form.elements.id.disabled = false
        form.addEventListener('submit', async (event) => {
          event.preventDefault()
          const body = new FormData(form)
          body.append('sections', 'cart-drawer')
          draw(await (await fetch('/cart/add', { method: 'POST', body })).json(), '#CartDrawer')
        })
      }
    })
    customElements.define('cart-drawer-items', class extends HTMLElement {
      connectedCallback() {
        this.addEventListener('change', async ({ target }) => {
          const body = JSON.stringify({ line: target.dataset.index, quantity: target.value, sections: ['cart-drawer'] })
          const headers = { 'Content-Type': 'application/json' }
          const reply = await fetch('/cart/change', { method: 'POST', headers, body })
          draw(await reply.json(), '.drawer__inner')
        })
      }
    })`,
}
