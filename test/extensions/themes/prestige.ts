// A product page and a drawer as Maestrooo's Prestige builds them (its structure, told in our own words): a hidden list of
// variants is set in silence, units are raised by buttons that tell nobody, and lines change by links.
import type { Theme } from './a-themed-shop.ts'

export const prestige: Theme = {
  line: '.CartItem',
  plus: '[data-action="increase-quantity"], [data-step="1"]',

  product: ({ variants, chosen, block }) => `
    <section class="Product" data-section-type="product"><div class="ProductMeta"><h1 class="ProductMeta__Title">Lamp</h1>
      <span class="ProductMeta__Price">${chosen.title}: 10.00</span></div>
      <form method="post" action="/cart/add" id="product_form_1" class="ProductForm">
        <div class="ProductForm__Variants"><div class="ProductForm__Option"><ul class="SizeSwatchList">${variants
          .map(
            ({ id, title }) => `<li><input class="SizeSwatch__Radio" type="radio" name="option-0" id="option-${id}"
              value="${id}" ${id === chosen.id ? 'checked' : ''}><label for="option-${id}">${title}</label></li>`,
          )
          .join('')}</ul></div>
          <select name="id" title="Variant" hidden>${variants
            .map(({ id, title }) => `<option value="${id}" ${id === chosen.id ? 'selected' : ''}>${title}</option>`)
            .join('')}</select></div>
        <div class="QuantitySelector"><button type="button" data-action="decrease-quantity">−</button>
          <input type="text" name="quantity" aria-label="Quantity" value="1">
          <button type="button" data-action="increase-quantity">+</button></div>
        ${block}
        <button type="submit" data-action="add-to-cart">Add to cart</button>
        <input type="hidden" name="product-id" value="1">
      </form></section>`,

  cart: (lines) => `
    <div id="sidebar-cart" class="Drawer"><form class="Cart" action="/cart" method="POST" novalidate><h2>Cart</h2>
      <div class="Cart__ItemList">${lines
        .map(
          ({ variant, title, quantity }, index) => `
        <div class="CartItemWrapper"><div class="CartItem"><div class="CartItem__ImageWrapper"><img alt="" src="data:,"></div>
          <div class="CartItem__Info"><h3 class="CartItem__Title"><a href="/products/lamp?variant=${variant}">Lamp</a></h3>
            <p class="CartItem__Variant">${title}</p>
            <input type="text" name="updates[]" value="${quantity}" data-line="${index + 1}" aria-label="Quantity of ${title}">
            <a data-step="1" href="/cart/change?quantity=${quantity + 1}&line=${index + 1}">More of ${title}</a></div>
        </div></div>`,
        )
        .join('')}</div>
      <button type="submit" name="checkout">Checkout</button></form></div>`,

  script: `
    const draw = async () => {
      const html = await (await fetch('/cart?section_id=mini-cart')).text()
      const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.Cart')
      document.querySelector('.Cart').replaceChildren(...fresh.childNodes)
    }
    document.addEventListener('change', ({ target }) => {
      if (target.name === 'option-0') target.form.querySelector('[name="id"]').value = target.value
    })
    document.addEventListener('click', async (event) => {
      const { action, step } = event.target.dataset
      if (action === 'increase-quantity') event.target.previousElementSibling.value -= -1
      if (!step) return
      event.preventDefault()
      const wish = Object.fromEntries(new URL(event.target.href).searchParams)
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify(wish) })
      await draw()
    })
    document.addEventListener('submit', async (event) => {
      event.preventDefault()
      await fetch('/cart/add.js', { method: 'POST', body: new FormData(event.target) })
      await draw()
    })`,
}
