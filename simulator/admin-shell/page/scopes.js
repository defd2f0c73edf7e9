// What the app may do, as App Bridge asks for it: told, granted in a window that the merchant answers, or taken back.
const frame = document.querySelector('#app')
const { shop } = frame.dataset
const dialog = document.querySelector('.consent')

/** Where the name says too little. */
const inWords = { write_app_proxy: 'Show pages of its own in the online store' }

export const scopes = {
  query: () => answerOf(fetch(`/admin/${shop}/scopes.json`)),

  async request(wanted) {
    const detail = await known(wanted)
    const missing = wanted.filter((scope) => !detail.granted.includes(scope))
    if (missing.length === 0) return { result: 'granted-all', detail }
    if (!(await merchantAllows(missing))) return { result: 'declined-all', detail }
    return { result: 'granted-all', detail: await grant((scope, isGranted) => isGranted || missing.includes(scope)) }
  },

  async revoke(unwanted) {
    const { required } = await known(unwanted)
    const kept = unwanted.filter((scope) => required.includes(scope))
    if (kept.length > 0) throw new Error(`The app requires ${kept.join(', ')}.`)
    return { detail: await grant((scope, isGranted) => isGranted && !unwanted.includes(scope)) }
  },
}

/** The app begins anew: whatever it asked, nobody waits for the answer. */
export function forgetRequest() {
  if (dialog.open) dialog.close()
}

/** The detail lists, if the app's manifest names every one of these. */
async function known(named) {
  if (!Array.isArray(named)) throw new Error('Scopes are asked for as a list of names.')
  const detail = await scopes.query()
  const unknown = named.filter((scope) => ![...detail.required, ...detail.optional].includes(scope))
  if (unknown.length > 0) throw new Error(`The app's manifest does not name ${unknown.join(', ')}.`)
  return detail
}

/** What is granted is asked for again: the merchant may have taken a while to answer. */
async function grant(isWanted) {
  const { granted, optional } = await scopes.query()
  const wanted = optional.filter((scope) => isWanted(scope, granted.includes(scope)))
  const body = JSON.stringify({ optional: wanted })
  return answerOf(fetch(`/control/${shop}/change-scopes`, { method: 'POST', body }))
}

async function answerOf(asking) {
  const reply = await asking
  if (!reply.ok) throw new Error(`The admin does not tell about scopes (${reply.status}).`)
  return reply.json()
}

function merchantAllows(missing) {
  if (dialog.open) throw new Error('The merchant is being asked already.')
  dialog.querySelector('ul').replaceChildren(...missing.map(line))
  const wasInApp = document.activeElement === frame
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((answer) => {
    const answered = () => {
      // A browser gives focus back by itself, but not to a frame.
      if (wasInApp) frame.focus()
      answer(dialog.returnValue === 'allow')
    }
    dialog.addEventListener('close', answered, { once: true })
  })
}

function line(scope) {
  const [verb, ...what] = scope.split('_')
  const words = inWords[scope] ?? `${verb === 'write' ? 'View and change' : 'View'} ${what.join(' ')}`
  const entry = document.createElement('li')
  entry.append(words, Object.assign(document.createElement('span'), { className: 'scope', textContent: scope }))
  return entry
}
