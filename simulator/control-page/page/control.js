// The control page: every button is a verb, sent as anyone could send it.
import { combo } from './combo.js'

const { shop } = document.body.dataset
const at = (selector) => document.querySelector(selector)
const counted = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`
const units = (count) => counted(count, 'unit', 'units')
const items = (count) => counted(count, 'item', 'items')

async function run(verb, body) {
  const reply = await fetch(`/control/${shop}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await reply.json().catch(() => ({}))
  if (!reply.ok) throw new Error(answer.error ?? answer.reason ?? `Answered ${reply.status}.`)
  return answer
}

const acts = {
  'next-day': async () => {
    const { day, orders, cancelled, refunded, daysLeft } = await run('next-day', {})
    return `${day}: ${orders} orders, ${cancelled} cancelled, ${refunded} refunded. ${daysLeft} more days to come.`
  },
  'all-stock': async () => {
    const { arrived } = await run('stock-arrives', { items: 1_000_000 })
    const sum = arrived.reduce((total, one) => total + one.units, 0)
    return arrived.length === 0 ? 'Nothing is short.' : `${units(sum)} arrived, of ${items(arrived.length)}.`
  },
  calm: async () => {
    const form = at('[data-form="mischief"]')
    for (const slider of form.querySelectorAll('[type="range"]')) show(slider, 0)
    return forms.mischief(new FormData(form))
  },
}

const forms = {
  order: async (fields) => {
    const line = { sku: fields.get('sku'), units: Number(fields.get('units')) }
    const { orderName } = await run('place-order', { lines: [line] })
    return `Order ${orderName}: ${line.units} × ${line.sku}.`
  },
  stock: async (fields) => {
    const [sku, delta] = [fields.get('sku'), Number(fields.get('units'))]
    await run('adjust-stock', { sku, delta })
    return `${units(delta)} of ${sku} arrived.`
  },
  mischief: async (fields) => {
    const rates = ['duplicate', 'late', 'reorder', 'lose'].map((name) => [name, Number(fields.get(name)) / 100])
    await run('mischief', { ...Object.fromEntries(rates), seed: Number(fields.get('seed')) })
    return rates.some(([, rate]) => rate > 0) ? 'Mischief is on.' : 'Mischief is off.'
  },
}

/** Runs what a button asks for, once at a time, and writes down what came of it. */
async function act(button, work) {
  button.disabled = true
  try {
    log(await work())
  } catch (error) {
    log(error.message, true)
  } finally {
    button.disabled = false
    await refresh().catch(() => undefined)
  }
}

for (const button of document.querySelectorAll('[data-act]')) {
  button.addEventListener('click', () => act(button, acts[button.dataset.act]))
}
for (const form of document.querySelectorAll('[data-form]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const fields = new FormData(form)
    void act(form.querySelector('[type="submit"]'), () => forms[form.dataset.form](fields))
  })
}
for (const slider of document.querySelectorAll('[type="range"]')) {
  slider.addEventListener('input', () => show(slider, slider.value))
}
for (const input of document.querySelectorAll('[role="combobox"]')) {
  combo(input, (terms) => read(`items?q=${encodeURIComponent(terms)}`))
}

function show(slider, percent) {
  slider.value = percent
  slider.closest('label').querySelector('output').textContent = `${percent} %`
}

function log(words, isFault = false) {
  const entry = document.createElement('li')
  entry.className = isFault ? 'log__fault' : ''
  const time = document.createElement('time')
  time.textContent = new Date().toLocaleTimeString('en-GB')
  entry.append(time, words)
  at('.log__none')?.remove()
  at('[data-log]').prepend(entry)
}

async function read(path) {
  const reply = await fetch(`/control/${shop}/${path}`)
  if (!reply.ok) throw new Error(`Answered ${reply.status}.`)
  return reply.json()
}

async function refresh() {
  const { webhooks, short, events, ...figures } = await read('figures')
  const shown = { ...figures, ...webhooks, shortUnits: short.units }
  for (const element of document.querySelectorAll('[data-figure]')) {
    const value = shown[element.dataset.figure]
    element.textContent = typeof value === 'number' ? value.toLocaleString('en') : '–'
  }
  at('[data-short]').textContent =
    short.points === 0 ? 'Nothing is short.' : `${units(short.units)} of ${items(short.points)}.`
  at('[data-act="all-stock"]').classList.toggle('idle', short.points === 0)
  at('[data-worst]').replaceChildren(...short.worst.map(worstEntry))
  at('[data-events]').replaceChildren(...events.map(eventEntry))
  const days = at('[data-days]')
  if (days && figures.daysReplayed > 0)
    days.textContent = `${counted(figures.daysReplayed, 'day', 'days')} replayed so far.`
}

function worstEntry({ sku, title, location, available }) {
  const entry = document.createElement('li')
  const words = Object.assign(document.createElement('span'), {
    textContent: title || sku,
    title: `${sku} · ${location}`,
  })
  const count = Object.assign(document.createElement('b'), { textContent: available.toLocaleString('en') })
  entry.append(words, count)
  return entry
}

function eventEntry({ at: instant, topic, subject }) {
  const entry = document.createElement('li')
  const time = document.createElement('time')
  time.textContent = new Date(instant).toLocaleTimeString('en-GB')
  const name = Object.assign(document.createElement('span'), { textContent: topic, title: subject })
  entry.append(time, name)
  return entry
}

// A page that is not looked at asks for nothing; one that lost the simulator keeps asking quietly.
async function follow() {
  if (!document.hidden) await refresh().catch(() => undefined)
  setTimeout(follow, 1000)
}
void follow()
