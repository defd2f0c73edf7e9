// A product page and a drawer as Presidio Creative's Palo Alto builds them (its structure, told in our own words): both the
// list of variants and the hidden units are set in silence by lists of links, and a script draws the drawer from /cart.js.
import type { Theme } from './a-themed-shop.ts'

export const paloAlto: Theme = {
  line: '.ajaxcart__product',
  plus: '.js-qty__adjust--plus',
  raise: async (page, times) => {
    const units = Number(await page.locator('.quantity__input').inputValue())
    await page.locator(`.popout-list [data-value="${units + times}"]`).click()
  },

  product: ({ variants, chosen, block }) => `
    <div class="product-single" data-section-type="product"><h1 class="product__title">Lamp</h1>
      <p class="product__price">${chosen.title}: 10.00</p>${block}
      <form method="post" action="/cart/add" class="product__form" data-product-form id="AddToCartForm--1">
        <div class="variants-wrapper"><ul class="popout-list--variants">${variants
          .map(({ id, title }) => `<li><button type="button" data-variant="${id}">${title}</button></li>`)
          .join('')}</ul>
          <select name="id" aria-label="Variant" hidden>${variants
            .map(({ id }) => `<option value="${id}" ${id === chosen.id ? 'selected' : ''}>Lamp ${id}</option>`)
            .join('')}</select>
          <div class="quantity-wrapper"><ul class="popout-list">${Array.from(
            { length: 10 },
            (_, units) => `<li><a href="#" data-value="${units + 1}">${units + 1}</a></li>`,
          ).join('')}</ul><input type="hidden" name="quantity" value="1" class="quantity__input"></div></div>
        <button type="submit" name="add">Add to cart</button>
        <input type="hidden" name="product-id" value="1">
      </form></div>`,

  cart: () => '<div id="CartDrawer" class="drawer drawer--right"><h2>Cart</h2><div id="CartContainer"></div></div>',

  script: `
    const draw = async () => {
      const { items } = await (await fetch('/cart.js')).json()
      const rows = items.map(({ variant_id, title, quantity }, index) => \`
        <div class="ajaxcart__product"><div class="ajaxcart__row" data-line="\${index + 1}">
          <a href="/products/lamp?variant=\${variant_id}" class="ajaxcart__product__image-bg"><img alt="Lamp" src="data:,"></a>
          <div class="ajaxcart__product__info"><p><a href="/products/lamp?variant=\${variant_id}">Lamp</a>
            <span class="ajaxcart__product__meta">\${title}</span></p>
            <input type="number" name="updates[]" value="\${quantity}" data-line="\${index + 1}" aria-label="Quantity of \${title}">
            <button type="button" class="js-qty__adjust--plus" data-line="\${index + 1}" data-qty="\${quantity + 1}">+</button>
        </div></div></div>\`)
      document.querySelector('#CartContainer').innerHTML =
        '<form action="/cart" method="post" class="cart ajaxcart">' + rows.join('') + '<button name="checkout">Check out</button></form>'
    }
    document.addEventListener('click', async (event) => {
      const { variant, value, line, qty: quantity } = event.target.dataset
      if (variant) document.querySelector('[name="id"]').value = variant
      if (value) {
        event.preventDefault()
        document.querySelector('.quantity__input').value = value
      }
      if (!line) return
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify({ line, quantity }) })
      await draw()
    })
    document.addEventListener('submit', async (event) => {
      event.preventDefault()
      await fetch('/cart/add.js', { method: 'POST', body: new FormData(event.target) })
      await draw()
    })`,
}
