// A product page and a cart as Skeleton builds them (its structure, told in our own words): the form has a list of variants
// and a plain field for units, is sent as forms are, and the lines of the cart page lead to the product by their picture alone.
import type { Theme } from './a-themed-shop.ts'

export const skeleton: Theme = {
  hasCartPage: true,
  choose: async (page, title) => {
    await page.getByLabel('Variant').selectOption(title)
  },
  raise: async (page, times) => {
    const field = page.getByLabel('Quantity', { exact: true })
    await field.fill(String(Number(await field.inputValue()) + times))
  },

  product: ({ variants, chosen, block }) => `
    <main id="MainContent"><div class="shopify-section"><h1>Lamp</h1><p>${chosen.title}: 10.00</p>
      ${block}
      <form method="post" action="/cart/add" accept-charset="UTF-8" class="shopify-product-form">
        <label>Variant <select name="id">${variants
          .map(({ id, title }) => `<option value="${id}" ${id === chosen.id ? 'selected' : ''}>${title}</option>`)
          .join('')}</select></label>
        <label for="quantity">Quantity</label>
        <input type="number" name="quantity" id="quantity" min="1" value="1">
        <input type="submit" value="Add to cart">
        <input type="hidden" name="product-id" value="1"><input type="hidden" name="section-id" value="main">
      </form></div></main>`,

  cart: (lines) => `
    <main class="cart-main"><h1>Cart</h1><form action="/cart" method="post" class="cart-form">
      <table class="cart-table"><tbody>${lines
        .map(
          ({ key, variant, title, quantity }) => `
        <tr class="cart-table-row" data-key="${key}">
          <td class="cart-table-image"><a href="/products/lamp?variant=${variant}"><img alt="Lamp" src="data:,"></a></td>
          <td class="cart-table-product"><p>Lamp</p><p class="cart-table-option">Colour: ${title}</p></td>
          <td class="cart-table-actions"><button type="button" name="plus" data-key="${key}" data-units="${quantity + 1}"
            aria-label="More of ${title}">+</button></td></tr>`,
        )
        .join('')}</tbody></table>
      <input type="submit" name="checkout" value="Check out"></form></main>`,

  script: `
    document.addEventListener('click', async ({ target }) => {
      const { key: id, units: quantity } = target.dataset
      if (target.name !== 'plus') return
      await fetch('/cart/change.js', { method: 'POST', body: JSON.stringify({ id, quantity }) })
      const html = await (await fetch('/cart?section_id=cart')).text()
      const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('.cart-main')
      document.querySelector('.cart-main').innerHTML = fresh.innerHTML
    })`,
}
