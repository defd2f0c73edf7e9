// The stand-in for Shopify's App Bridge script: window.shopify as an app inside the admin sees it. It talks to the
// frame around it by postMessage, and only to the origin that this script came from.
;(() => {
  const admin = new URL(document.currentScript.src).origin
  const isEmbedded = window.parent !== window
  const config = readConfig()
  const waiting = new Map()
  const listeners = new Map()
  let count = 0

  const send = (type, body = {}) => {
    if (isEmbedded) window.parent.postMessage({ from: 'app-bridge', type, ...body }, admin)
  }
  const ask = (type, body = {}) =>
    new Promise((resolve, reject) => {
      if (!isEmbedded) return reject(new Error('The app is not inside the admin.'))
      const id = `${type}-${++count}`
      waiting.set(id, { resolve, reject })
      send(type, { id, ...body })
    })
  const on = (type, listener) => listeners.set(type, listener)

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== admin || source !== window.parent || data?.from !== 'admin') return
    if (data.type !== 'reply') return listeners.get(data.type)?.(data)
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.error === undefined) call?.resolve(data.value)
    else call?.reject(new Error(data.error))
  })

  /** Later documents of the app have no query from the admin, so the first one's is kept for the tab. */
  function readConfig() {
    const query = new URLSearchParams(location.search)
    const keep = (name) => {
      const key = `app-bridge-${name}`
      try {
        const value = query.get(name) ?? sessionStorage.getItem(key) ?? ''
        sessionStorage.setItem(key, value)
        return value
      } catch {
        return query.get(name) ?? ''
      }
    }
    return {
      apiKey: document.querySelector('meta[name="shopify-api-key"]')?.content ?? '',
      shop: keep('shop'),
      host: keep('host'),
      locale: keep('locale') || 'en',
      appOrigins: [location.origin],
      disabledFeatures: [],
      experimentalFeatures: [],
    }
  }

  // ---- session tokens: one is used until ten seconds before it ends, as it lives for about a minute

  let token = { text: '', endsAt: 0 }
  async function idToken() {
    if (token.endsAt - Date.now() > 10_000) return token.text
    const text = await ask('idToken')
    const claims = JSON.parse(atob(text.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    token = { text, endsAt: claims.exp * 1000 }
    return text
  }

  const plainFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    const isOurs = new URL(request.url).origin === location.origin
    if (!isOurs || request.headers.has('Authorization') || !isEmbedded) return plainFetch(request)
    const again = request.clone()
    const reply = await plainFetch(await signed(request))
    if (reply.status !== 401 || !reply.headers.has('X-Shopify-Retry-Invalid-Session-Request')) return reply
    token = { text: '', endsAt: 0 }
    return plainFetch(await signed(again))
  }
  async function signed(request) {
    request.headers.set('Authorization', `Bearer ${await idToken()}`)
    request.headers.set('X-Requested-With', 'XMLHttpRequest')
    return request
  }

  // ---- navigation: the admin's address bar follows the app, and the admin's menu leads the app

  let shownPath = null
  const mirror = () => {
    const path = `${location.pathname}${location.search}${location.hash}`
    if (path === shownPath) return
    shownPath = path
    send('navigated', { path })
  }
  for (const name of ['pushState', 'replaceState']) {
    const change = history[name].bind(history)
    history[name] = (...args) => {
      change(...args)
      mirror()
    }
  }
  window.addEventListener('popstate', mirror)
  on('navigate', ({ path }) => {
    const links = document.querySelectorAll(':is(ui-nav-menu, s-app-nav) :is(a, s-link)[href]')
    const link = [...links].find((one) => one.getAttribute('href') === path)
    if (link?.localName === 's-link') leadBySLink(link, path)
    else leadByLink(link, path)
  })

  /** A router's own link is asked first; without one the address changes and the router hears of it. */
  function leadByLink(link, path) {
    const led = (event) => {
      if (event.defaultPrevented) return
      event.preventDefault()
      history.pushState({}, '', path)
      window.dispatchEvent(new PopStateEvent('popstate', { state: {} }))
    }
    if (!link) return led(new Event('click', { cancelable: true }))
    // A click that the app stops, to ask first, leads nowhere; and no later click is taken for this one.
    window.addEventListener('click', led)
    link.click()
    window.removeEventListener('click', led)
  }

  /** An s-link is clicked, then says where it leads; an app that takes neither is loaded anew at the address. */
  function leadBySLink(link, path) {
    const before = location.href
    for (const name of ['click', 'shopify:navigate']) {
      const isLeft = link.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true }))
      if (!isLeft || location.href !== before) return
    }
    location.assign(path)
  }

  // A link to a page of the admin's own: shopify://admin/themes/current/editor
  window.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="shopify://admin/"]')
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    send('adminPage', { path: link.getAttribute('href').slice('shopify://admin'.length) })
  })

  // ---- toasts

  const toasts = new Map()
  on('toastAction', ({ id }) => toasts.get(id)?.onAction?.())
  on('toastDismissed', ({ id }) => {
    toasts.get(id)?.onDismiss?.()
    toasts.delete(id)
  })
  const toast = {
    show: (message, { duration = 5000, isError = false, action = null, onAction, onDismiss } = {}) => {
      const id = `toast-${++count}`
      toasts.set(id, { onAction, onDismiss })
      send('toast', { id, message, duration, isError, action })
      return id
    },
    hide: (id) => send('hideToast', { id }),
  }

  // ---- elements that are shown or hidden by id: <ui-modal>, <ui-save-bar>

  const surface = () => ({
    show: async (id) => document.getElementById(id)?.show?.(),
    hide: async (id) => document.getElementById(id)?.hide?.(),
    toggle: async (id) => document.getElementById(id)?.toggle?.(),
  })

  /** The merchant answers outside of the frame, which forgets where the focus was. */
  async function requestScopes(scopes) {
    const focused = document.activeElement
    try {
      return await ask('scopesRequest', { scopes })
    } finally {
      if (document.activeElement === document.body) focused?.focus?.()
    }
  }

  const nothing = async () => undefined
  const ignored = () => undefined
  window.shopify = {
    config,
    origin: admin,
    environment: { embedded: isEmbedded, mobile: false, pos: false, intent: false },
    ready:
      document.readyState === 'complete' ? Promise.resolve() : new Promise((done) => addEventListener('load', done)),
    idToken,
    toast,
    modal: surface(),
    saveBar: { ...surface(), leaveConfirmation: () => ask('leaveConfirmation') },
    loading: (isLoading = true) => send('loading', { isLoading }),
    user: () => ask('user'),
    resourcePicker: nothing,
    picker: async () => ({ selected: Promise.resolve(undefined) }),
    scopes: {
      query: () => ask('scopesQuery'),
      request: requestScopes,
      revoke: (scopes) => ask('scopesRevoke', { scopes }),
    },
    app: { extensions: () => ask('extensions') },
    intents: { register: () => ignored, invoke: nothing },
    reviews: { request: async () => ({ success: false, code: 'open-in-progress', message: 'Not in the simulator.' }) },
    support: { registerHandler: nothing },
    webVitals: { onReport: ignored },
    tools: { register: ignored, unregister: ignored, clear: ignored },
    /** For app-bridge-elements.js only: how its elements reach the frame around the app. */
    frame: { send, on },
  }

  send('hello', { path: `${location.pathname}${location.search}` })
  mirror()

  // The app belongs in the admin. Shopify's script leads a merchant there who opened its own address.
  if (!isEmbedded && config.shop && config.host)
    location.replace(`${admin}/admin/${config.shop}/app${location.pathname}`)
})()
