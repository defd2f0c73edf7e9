// A product page and a drawer as Kondasoft's KS BootShop builds them (its structure, told in our own words): blocks are inside
// of the form, its hidden id is set in silence, and the lines of the drawer are in no form.
import type { Theme } from './a-themed-shop.ts'

export const bootshop: Theme = {
  line: '.product-item',

  product: ({ variants, chosen, block }) => `
    <section id="product-main1" class="product-main"><div class="product-contents" data-product-url="/products/lamp">
      <div id="product-inner-1"><product-form><form method="post" action="/cart/add" data-productid="1">
        <input type="hidden" name="id" data-productid="1" value="${chosen.id}">
        <h1 class="product-title">Lamp</h1><p class="product-price">${chosen.title}: 10.00</p>
        <div class="product-options"><div class="btn-group" role="group" aria-label="Colour">${variants
          .map(
            ({ id, title }) => `<input type="radio" class="btn-check" name="Colour" id="option-${id}" value="${id}"
              ${id === chosen.id ? 'checked' : ''}><label class="btn" for="option-${id}">${title}</label>`,
          )
          .join('')}</div></div>
        ${block}
        <div class="input-group"><input type="number" name="quantity" aria-label="Quantity" min="1" value="1"><button
          type="button" name="plus">+</button></div>
        <button class="btn-atc" type="submit" name="add">Add to cart</button>
        <input type="hidden" name="product-id" value="1">
      </form></product-form></div></div></section>`,

  cart: (lines) => `
    <div id="offcanvas-cart" class="offcanvas offcanvas-end" tabindex="-1"><h2>Cart</h2>
      <div class="offcanvas-body"><ul class="product-list">${lines
        .map(
          ({ key, variant, title, quantity }) => `
        <li class="product-item"><a href="/products/lamp?variant=${variant}"><img alt="Lamp" src="data:,"></a>
          <h3 class="product-item-title"><a href="/products/lamp?variant=${variant}">Lamp</a></h3><small>${title}</small>
          <input id="updates_${key}" type="number" name="updates[]" value="${quantity}" data-line-item-key="${key}"
            aria-label="Quantity of ${title}"><button type="button" name="plus">+</button></li>`,
        )
        .join('')}</ul></div>
      <div class="offcanvas-footer"><form method="post" action="/cart"><button name="checkout">Check out</button></form></div>
    </div>`,

  script: `
    const draw = async () => {
      const html = await (await fetch('/cart?section_id=offcanvas-cart')).text()
      const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('#offcanvas-cart')
      document.querySelector('#offcanvas-cart').replaceWith(fresh)
    }
    document.addEventListener('change', ({ target }) => {
      if (target.name === 'Colour') target.form.elements.id.value = target.value
    })
    document.addEventListener('click', async ({ target }) => {
      if (target.name !== 'plus') return
      const field = target.previousElementSibling
      field.value = Number(field.value) + 1
      const id = field.dataset.lineItemKey
      if (!id) return
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify({ id, quantity: field.value }) })
      await draw()
    })
    document.addEventListener('submit', async (event) => {
      event.preventDefault()
      await fetch('/cart/add.js', { method: 'POST', body: new FormData(event.target) })
      await draw()
    })`,
}
