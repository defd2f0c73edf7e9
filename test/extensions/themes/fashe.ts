// A product page and a cart as Colorlib's Fashe builds them (its structure, told in our own words): what is chosen is copied
// in silence into a hidden list, as are units from buttons that tell nobody, and the cart page leads to the checkout.
import type { Theme } from './a-themed-shop.ts'

export const fashe: Theme = {
  hasCartPage: true,
  plus: '.btn-num-product-up',
  line: '.table-row',

  product: ({ variants, chosen, block }) => `
    <div class="container bgwhite"><div class="flex-w flex-sb"><div class="w-size14">
      <h1 class="product-detail-name">Lamp</h1><span class="m-text17">${chosen.title}: 10.00</span>
      <form action="/cart/add" method="post" id="add-to-cart-form">
        <select name="id" id="productSelect" hidden aria-label="Variant">${variants
          .map(({ id }) => `<option value="${id}" ${id === chosen.id ? 'selected' : ''}>Lamp ${id}</option>`)
          .join('')}</select>
        <div class="swatch">${variants
          .map(
            ({ id, title }) => `<label class="swatch-element"><input type="radio" name="option-0" value="${title}"
              data-id="${id}" ${id === chosen.id ? 'checked' : ''}>${title}</label>`,
          )
          .join('')}</div>
        <div class="flex-w bo5"><button type="button" class="btn-num-product-up">+</button>
          <input class="num-product" type="number" name="quantity" aria-label="Quantity" value="1"></div>
        <button type="submit">Add to cart</button>
        <input type="hidden" name="product-id" value="1">
      </form>
      ${block}
    </div></div></div>`,

  cart: (lines) => `
    <section class="cart bgwhite"><h1>Cart</h1><form action="/checkout" method="post" id="cart_form">
      <table class="table-shopping-cart"><tbody>${lines
        .map(
          ({ variant, title, quantity }, index) => `
        <tr class="table-row" data-line="${index + 1}">
          <td class="column-1"><a href="/products/lamp?variant=${variant}"><img alt="Lamp" src="data:,"></a></td>
          <td class="column-2"><a href="/products/lamp?variant=${variant}">Lamp</a><br><small>${title}</small></td>
          <td class="column-4"><input type="number" name="updates[]" value="${quantity}" class="num-product"
            data-line="${index + 1}" aria-label="Quantity of ${title}">
            <button type="button" class="btn-num-product-up" aria-label="More of ${title}">+</button></td></tr>`,
        )
        .join('')}</tbody></table>
      <button>Proceed to checkout</button></form></section>`,

  script: `
    document.addEventListener('change', ({ target }) => {
      if (target.name === 'option-0') document.querySelector('#productSelect').value = target.dataset.id
    })
    document.addEventListener('click', async ({ target }) => {
      if (!target.matches('.btn-num-product-up')) return
      const field = target.parentElement.querySelector('.num-product')
      field.value = Number(field.value) + 1
      const { line } = field.dataset
      if (!line) return
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify({ line, quantity: field.value }) })
      const html = await (await fetch('/cart?section_id=cart')).text()
      const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.cart')
      document.querySelector('.cart').innerHTML = fresh.innerHTML
    })`,
}
