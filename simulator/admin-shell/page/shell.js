// The admin around the app: answers App Bridge's messages, and only those of the app's own frame and origin.
import { saveBar } from './save-bar.js'
import { forgetRequest, scopes } from './scopes.js'

const frame = document.querySelector('#app')
const { shop, origin } = frame.dataset
const at = (selector) => document.querySelector(selector)
const base = `/admin/${shop}`

const send = (type, body = {}) => frame.contentWindow.postMessage({ from: 'admin', type, ...body }, origin)

const bar = saveBar({
  press: (isPrimary) => send('saveBarButton', { isPrimary }),
  left: () => send('saveBarLeft'),
})

const asked = {
  idToken: async () => {
    const reply = await fetch(`/control/${shop}/session-token`)
    if (!reply.ok) throw new Error(`The admin gave no session token (${reply.status}).`)
    return (await reply.json()).token
  },
  user: async () => ({}),
  extensions: async () => {
    const reply = await fetch(`${base}/extensions.json`)
    if (!reply.ok) throw new Error(`The admin knows nothing of the theme (${reply.status}).`)
    return reply.json()
  },
  scopesQuery: scopes.query,
  scopesRequest: ({ scopes: wanted }) => scopes.request(wanted),
  scopesRevoke: ({ scopes: unwanted }) => scopes.revoke(unwanted),
  leaveConfirmation: async () => {
    if (!(await bar.mayLeave())) throw new Error('The merchant stays.')
  },
}

const told = {
  hello: () => {
    bar.forget()
    at('.progress').hidden = true
    forgetRequest()
    showTitle({ title: '', buttons: [] })
  },
  navigated: ({ path }) => {
    const url = new URL(path, origin)
    for (const name of ['embedded', 'shop', 'host', 'id_token', 'locale', 'timestamp', 'hmac'])
      url.searchParams.delete(name)
    const shown = url.pathname === '/' ? '' : `/app${url.pathname}`
    history.replaceState({}, '', `${base}${shown}${url.search}${url.hash}`)
    markCurrent(url.pathname)
  },
  // Only pages that the admin has itself: never one of the app's.
  adminPage: async ({ path }) => {
    const { pathname, search } = new URL(path, location.origin)
    const isAsked = bar.isShown()
    if (!(await bar.mayLeave())) return
    // Who was asked here is not asked by the app's own page as well.
    if (isAsked) frame.remove()
    location.assign(base + pathname + search)
  },
  menu: ({ links }) => {
    at('.app-menu').replaceChildren(...links.map(menuEntry))
    markCurrent(currentPath())
  },
  title: showTitle,
  loading: ({ isLoading }) => {
    at('.progress').hidden = !isLoading
  },
  saveBar: bar.show,
  toast: showToast,
  hideToast: ({ id }) =>
    at('.toasts')
      .querySelector(`[data-id="${CSS.escape(id)}"]`)
      ?.remove(),
}

window.addEventListener('message', async ({ source, origin: from, data }) => {
  if (source !== frame.contentWindow || from !== origin || data?.from !== 'app-bridge') return
  if (Object.hasOwn(told, data.type)) return told[data.type](data)
  if (!Object.hasOwn(asked, data.type)) return
  try {
    send('reply', { id: data.id, value: await asked[data.type](data) })
  } catch (error) {
    send('reply', { id: data.id, error: error?.message ?? 'refused' })
  }
})

function currentPath() {
  return location.pathname.slice(base.length).replace(/^\/app/, '') || '/'
}

function menuEntry({ path, text }) {
  const link = Object.assign(document.createElement('a'), { className: 'entry', textContent: text })
  link.href = path === '/' ? base : `${base}/app${path}`
  link.dataset.path = path
  const entry = document.createElement('li')
  entry.append(link)
  return entry
}

/** The longest menu path that the app's path begins with is where the merchant is; the app's own name only without one. */
function markCurrent(path) {
  const links = [...document.querySelectorAll('.menu [data-path]')]
  const entries = [...document.querySelectorAll('.app-menu [data-path]')]
  const fits = entries.filter(({ dataset }) => path === dataset.path || path.startsWith(`${dataset.path}/`))
  const home = entries.find(({ dataset }) => dataset.path === '/') ?? at('.app-entry')
  const current = fits.sort((one, other) => other.dataset.path.length - one.dataset.path.length)[0] ?? home
  for (const link of links) link.toggleAttribute('aria-current', false)
  current.setAttribute('aria-current', 'page')
}

function showTitle({ title, buttons }) {
  at('.bar-title').textContent = title || frame.title
  // The main button stands last, at the edge of the window.
  const ordered = [...buttons].sort((one, other) => Number(one.isPrimary) - Number(other.isPrimary))
  const shown = ordered.map(({ index, text, isPrimary, isDisabled }) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: text })
    button.className = isPrimary ? 'primary' : ''
    button.disabled = isDisabled
    button.addEventListener('click', () => send('titleButton', { index }))
    return button
  })
  at('.bar-buttons').replaceChildren(...shown)
}

function showToast({ id, message, duration, isError, action }) {
  const toast = document.createElement('div')
  toast.className = isError ? 'toast error' : 'toast'
  toast.dataset.id = id
  toast.append(Object.assign(document.createElement('span'), { textContent: message }))
  const dismiss = () => {
    if (!toast.isConnected) return
    toast.remove()
    send('toastDismissed', { id })
  }
  if (action) toast.append(toastButton(action, () => send('toastAction', { id })))
  toast.append(toastButton('×', dismiss, 'Dismiss'))
  at('.toasts').append(toast)
  setTimeout(dismiss, duration)
}

function toastButton(text, act, label = text) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: text })
  button.setAttribute('aria-label', label)
  button.addEventListener('click', act)
  return button
}

at('.menu').addEventListener('click', async (event) => {
  const link = event.target.closest('[data-path]')
  if (!link || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  openMenu(false)
  if (await bar.mayLeave()) send('navigate', { path: link.dataset.path })
})

function openMenu(isOpen) {
  at('.menu').classList.toggle('open', isOpen)
  at('.veil').hidden = !isOpen
  at('.menu-button').setAttribute('aria-expanded', String(isOpen))
}
at('.menu-button').addEventListener('click', () => openMenu(!at('.menu').classList.contains('open')))
at('.veil').addEventListener('click', () => openMenu(false))
document.addEventListener('keydown', ({ key }) => key === 'Escape' && openMenu(false))

// Only now, so that the app's first words find a listener.
frame.src = frame.dataset.src
