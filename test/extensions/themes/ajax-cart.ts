// A product page and a cart as Evgeniy Mukhamedjanov's theme for Liquid Ajax Cart builds them (its structure, told in our own
// words): the cart is in no form, no field of it has a name, and its lines change by links; ids are set in silence.
import type { Theme } from './a-themed-shop.ts'

export const ajaxCart: Theme = {
  line: '.ajax-cart__line-item',
  plus: '.more',

  product: ({ variants, chosen, block }) => `
    <div id="ProductSection" class="product-single"><h1>Lamp</h1><p>${chosen.title}: 10.00</p>
      <ajax-product-form><form action="/cart/add" method="post" id="AddToCartForm" class="form-vertical">
        <div class="radio-wrapper">${variants
          .map(
            ({ id, title }) => `<label><input type="radio" name="option-1" value="${id}"
              ${id === chosen.id ? 'checked' : ''}>${title}</label>`,
          )
          .join('')}</div>
        <input type="hidden" name="id" value="${chosen.id}">
        <ajax-cart-quantity><button type="button" class="more">+</button><input type="number" name="quantity" value="1"
          aria-label="Quantity"></ajax-cart-quantity>
        <button type="submit">Add to cart</button>
      </form></ajax-product-form>${block}</div>`,

  cart: (lines) => `
    <div data-ajax-cart-section class="my-cart"><h2>Cart</h2><div data-ajax-cart-section-scroll>${lines
      .map(
        ({ key, variant, title, quantity }, index) => `
      <div class="ajax-cart__line-item"><div><a class="h3" href="/products/lamp?variant=${variant}">Lamp</a></div>
        <div><small>${title}</small></div>
        <div><input type="number" value="${quantity}" data-ajax-cart-quantity-input="${index + 1}"
          aria-label="Quantity of ${title}">
          <a class="more" href="/cart/change?line=${index + 1}&quantity=${quantity + 1}">More of ${title}</a></div>
        <div data-ajax-cart-messages="${key}"></div></div>`,
      )
      .join('')}</div><a href="#checkout-route">Checkout</a></div>`,

  script: `
    const draw = async () => {
      const html = await (await fetch('/cart?section_id=my-cart')).text()
      const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.my-cart')
      document.querySelector('.my-cart').innerHTML = fresh.innerHTML
    }
    document.addEventListener('change', ({ target }) => {
      if (target.name === 'option-1') document.querySelector('[name="id"]').value = target.value
    })
    document.addEventListener('click', async (event) => {
      const { target } = event
      if (!target.matches('.more')) return
      if (!target.href) return target.nextElementSibling.stepUp()
      event.preventDefault()
      const wish = Object.fromEntries(new URL(target.href).searchParams)
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify(wish) })
      await draw()
    })
    document.addEventListener('submit', async (event) => {
      event.preventDefault()
      await fetch('/cart/add.js', { method: 'POST', body: new FormData(event.target) })
      await draw()
    })`,
}
