// Follows the chosen variant: price, stock, code and address. Without script the form works all the same.
const form = document.querySelector('[data-product-form]')

form?.addEventListener('change', ({ target }) => {
  if (target.name !== 'id') return
  const choice = target.closest('label')
  const product = form.closest('.product')
  for (const part of ['price', 'stock']) {
    const words = choice.querySelector(`template[data-${part}]`).content.cloneNode(true)
    product.querySelector(`p[data-${part}]`).replaceChildren(words)
  }
  product.querySelector('span[data-sku]').textContent = target.dataset.sku
  const url = new URL(location.href)
  url.searchParams.set('variant', target.value)
  history.replaceState({}, '', url)
})
