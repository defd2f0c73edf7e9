// What the cart's words need to ask the shop, loaded once the cart changes or a line lacks its promise.
const tried = new Set()
const known = new Set()
let turn = 0
let learning

/** What is in the cart now, and the words of variants that this page does not know. */
export async function read(cart) {
  turn += 1
  const mine = turn
  for (const { variant } of cart.lines) known.add(variant)
  try {
    const items = await readItems(cart)
    const lines = items.map(({ variant_id, product_id, quantity, properties }) => {
      return { variant: `${variant_id}`, product: `${product_id}`, quantity, promise: properties?._promise }
    })
    if (!lines.every((line) => isKnown(cart, line))) {
      // Two changes at once ask once, and what was learnt stays known, whichever of them shows it.
      learning ??= learn(cart).finally(() => {
        learning = null
      })
      await learning
      for (const { variant } of lines) known.add(variant)
    }
    if (mine === turn) cart.take(lines)
  } catch {
    // Offline, or a storefront with another cart: what is shown stays.
  }
}

/** Writes the promise that is shown into the properties of a line that lacks it, as after a quick add; once. */
export async function note(cart) {
  for (const { variant } of cart.untold()) {
    const { told } = cart.find(variant)
    const wish = variant + told
    if (tried.has(wish)) continue
    tried.add(wish)
    try {
      if (await write(cart, variant, told)) return read(cart)
    } catch {
      // The order remembers no promise then; the theme's cart is as it was.
    }
  }
}

async function readItems({ dataset }) {
  const { items } = await (await fetch(`${dataset.cart}.js?backline`)).json()
  return items
}

function isKnown(cart, { variant, product }) {
  const isOrdinary = product === cart.dataset.ordinary
  return isOrdinary || known.has(variant) || document.querySelector(`backline-promise[data-product="${product}"]`)
}

// Words are Liquid's: they come with the cart's own page, which knows all that is in it.
async function learn(cart) {
  const html = await (await fetch(`${cart.dataset.cart}?backline`)).text()
  cart.prepend(...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('backline-cart template'))
}

// The line as it is now, so that a quantity that changed meanwhile stays. A variant on several lines is left alone: two
// that became alike would be made one, and the theme would not know.
async function write(cart, variant, promise) {
  const linesOf = (items) => items.filter(({ variant_id }) => `${variant_id}` === variant)
  const [line, other] = linesOf(await readItems(cart))
  if (!line || other) return false
  const properties = { ...line.properties, _promise: promise }
  const reply = await fetch(`${cart.dataset.cart}/change.js?backline`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: line.key, quantity: line.quantity, properties }),
    keepalive: true,
  })
  if (!reply.ok) return false
  const [written] = linesOf((await reply.json()).items)
  if (written) rename(line.key.split(':')[1], written.key.split(':')[1])
  return true
}

// The line has another key now, and the theme's cart may name lines by it.
function rename(old, now) {
  const named = document.evaluate(`//@*[contains(., "${old}")]`, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE)
  for (let n = 0; n < named.snapshotLength; n++) {
    const attribute = named.snapshotItem(n)
    attribute.value = attribute.value.replaceAll(old, now)
  }
}
