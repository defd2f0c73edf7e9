// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  changesOf,
  draftOf,
  problemOf,
  withoutKey,
  withText,
} from '../../../web/frontend/src/promises/texts/text-draft.ts'
import { noteKey, noteName } from '../../../web/frontend/src/promises/words/text-words.ts'
import { open, unavailable } from '../a-dashboard.tsx'
import { refused } from '../suppliers/suppliers-server.ts'
import { aStorefrontServer, aText, textsOf } from './storefront-server.ts'

afterEach(() => vi.unstubAllGlobals())

const card = (title: string) => screen.getByText(title, { selector: 'h2' }).closest('section') ?? document.body
const field = (title: string, label: string) => within(card(title)).getByLabelText(label, { selector: 'textarea' })
const type = (title: string, label: string, value: string) =>
  fireEvent.change(field(title, label), { target: { value } })
/** What shoppers are shown to read beside the fields of a card. */
const read = (title: string) => [...card(title).querySelectorAll('p[lang]')].map(({ textContent }) => textContent)
const language = () => screen.getByLabelText('Language', { selector: 'select' })
const withDay = 'When a day can be told'
const withoutDay = 'When no day can be told'
const chooseLanguage = (value: string) => fireEvent.change(language(), { target: { value } })
const button = (name: string) => screen.getByRole('button', { name })

async function writing(texts = [aText()]) {
  const server = aStorefrontServer()
  server.texts.mockResolvedValue(textsOf(texts))
  const { address } = open(server.api, '/storefront/texts')
  await screen.findByText('On backorder', { selector: 'h2' })
  return { server, address }
}

describe('the merchant’s texts', () => {
  test('are loading, or cannot be shown', async () => {
    const server = aStorefrontServer()
    server.texts.mockRejectedValue(unavailable())
    open(server.api, '/storefront/texts')
    expect(await screen.findByRole('status', { name: 'Loading your texts' })).toBeTruthy()
    const again = await screen.findByRole('button', { name: 'Try again' })
    server.texts.mockResolvedValue(textsOf([aText()]))
    fireEvent.click(again)
    expect(await screen.findByDisplayValue('Yours on [day].')).toBeTruthy()
  })

  test('show at every letter what shoppers will read', async () => {
    await writing()
    type('On backorder', withDay, 'In your hands on [day]!')
    expect(read('On backorder')[0]).toMatch(/^In your hands on \d+ \w+( \d{4})?!$/)
    type('On backorder', withDay, '')
    expect(read('On backorder')[0]).toMatch(/^On backorder: expected to ship by \d+ \w+( \d{4})?\.$/)
    expect(read('Made to order')[1]).toBe('Made to order.')
  })

  test('are saved as they were meant, all languages at once, from the version that was read', async () => {
    const { server } = await writing([aText(), aText({ key: 'made-to-order-no-day', language: 'de', words: 'Alt' })])
    const show = vi.fn()
    vi.stubGlobal('shopify', { idToken: async () => 'token', toast: { show } })
    type('On backorder', withDay, '  Here by   [day] ')
    chooseLanguage('de')
    expect(screen.getByDisplayValue('Alt')).toBeTruthy()
    type('Made to order', withoutDay, '')
    type('On backorder', withoutDay, 'Bald.')
    server.writeTexts.mockImplementation(async () => {
      const saved = textsOf([aText({ words: 'Here by [day]', version: 5 })])
      server.texts.mockResolvedValue(saved)
      return saved
    })
    fireEvent.click(button('Save'))
    await waitFor(() => expect(show).toHaveBeenCalled())
    expect(server.writeTexts).toHaveBeenCalledWith({
      changes: [
        { key: 'backorder-day', language: 'en', words: 'Here by [day]', version: 4 },
        { key: 'backorder-no-day', language: 'de', words: 'Bald.' },
        { key: 'made-to-order-no-day', language: 'de', words: null, version: 4 },
      ],
    })
    expect(screen.queryByRole('button', { name: 'Save' }), 'nothing is unsaved').toBeNull()
  })

  test('are refused in words beside the field, in its language, and nothing is asked of the server', async () => {
    const { server } = await writing()
    chooseLanguage('fr')
    type('On backorder', withoutDay, 'Le [day]')
    chooseLanguage('en')
    fireEvent.click(button('Save'))
    expect(await screen.findByText('Leave out [day]: this is said when there is no day')).toBeTruthy()
    expect(language()).toHaveProperty('value', 'fr')
    expect(document.activeElement).toBe(field('On backorder', withoutDay))
    expect(server.writeTexts).not.toHaveBeenCalled()
  })

  test('stay in the form where somebody was faster or nobody answers', async () => {
    const { server } = await writing()
    type('On backorder', withDay, 'Mine')
    server.writeTexts.mockRejectedValueOnce(refused(409, 'Somebody else changed it. Nothing of yours was saved.'))
    fireEvent.click(button('Save'))
    expect(await screen.findByText('Somebody else changed it. Nothing of yours was saved.')).toBeTruthy()
    server.writeTexts.mockRejectedValueOnce(unavailable())
    fireEvent.click(button('Save'))
    expect(await screen.findByText(/Backline does not answer\. Nothing was changed/)).toBeTruthy()
    expect(screen.getByDisplayValue('Mine')).toBeTruthy()
    fireEvent.click(button('Discard'))
    expect(screen.getByDisplayValue('Yours on [day].')).toBeTruthy()
  })

  test('keep what was typed where somebody else was faster, and follow where nobody typed', async () => {
    const { server } = await writing()
    type('On backorder', withDay, 'Mine')
    const theirs = [aText({ words: 'Theirs', version: 8 }), aText({ key: 'made-to-order-no-day', words: 'Handmade' })]
    server.texts.mockResolvedValue(textsOf(theirs))
    server.writeTexts.mockRejectedValueOnce(refused(409, 'Somebody else changed it. Nothing of yours was saved.'))
    fireEvent.click(button('Save'))
    expect(await screen.findByText('Someone else edited these texts')).toBeTruthy()
    expect(screen.getByText(/^On backorder, when a day can be told \(English\) is now “Theirs”\./)).toBeTruthy()
    expect(field('On backorder', withDay)).toHaveProperty('value', 'Mine')
    expect(field('Made to order', withoutDay)).toHaveProperty('value', 'Handmade')
    fireEvent.click(button('Save'))
    await waitFor(() =>
      expect(server.writeTexts).toHaveBeenLastCalledWith({
        changes: [{ key: 'backorder-day', language: 'en', words: 'Mine', version: 8 }],
      }),
    )
  })

  test('are left by a link only after a question', async () => {
    const { address } = await writing()
    type('On backorder', withDay, 'Mine')
    fireEvent.click(screen.getByRole('link', { name: 'Overrides' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stay' }))
    expect(address()).toBe('/storefront/texts')
    fireEvent.click(screen.getByRole('link', { name: 'Overrides' }))
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(address()).toBe('/storefront/overrides'))
  })

  test('for single products are named, written, and removed in every language', async () => {
    const { server } = await writing([
      aText({ key: 'note-spring', words: 'Spring' }),
      aText({ key: 'note-spring', language: 'de', words: 'Frühling' }),
    ])
    const name = () => screen.getByLabelText('Name of a new note')
    fireEvent.change(name(), { target: { value: 'Spring' } })
    fireEvent.click(button('Add note'))
    expect(screen.getByText('There is a note of that name')).toBeTruthy()
    fireEvent.change(name(), { target: { value: 'Pre-Order Café' } })
    fireEvent.click(button('Add note'))
    type('Notes for single products', 'Pre order cafe', 'Soon: [day]')
    fireEvent.click(button('Remove the note “Spring”'))
    fireEvent.click(button('Save'))
    await waitFor(() => expect(server.writeTexts).toHaveBeenCalled())
    expect(server.writeTexts.mock.lastCall?.[0]).toEqual({
      changes: [
        { key: 'note-pre-order-cafe', language: 'en', words: 'Soon: [day]' },
        { key: 'note-spring', language: 'en', words: null, version: 4 },
        { key: 'note-spring', language: 'de', words: null, version: 4 },
      ],
    })
  })

  test('that Shopify did not take are told of', async () => {
    const server = aStorefrontServer()
    server.texts.mockResolvedValue(textsOf([], { isWaiting: true, trouble: 'Shopify is busy.' }))
    open(server.api, '/storefront/texts')
    expect(await screen.findByText('Shopify did not take your texts yet')).toBeTruthy()
    expect(screen.getByText('Your last changes are on the way to your shop.')).toBeTruthy()
  })
})

test('a draft knows what changed, and only that', () => {
  const read = [aText(), aText({ key: 'note-a', language: 'ja', words: 'あ' })]
  expect(changesOf(draftOf(read), read)).toEqual([])
  const typed = withText(draftOf(read), { key: 'backorder-day', language: 'en' }, ' Yours  on [day].\n')
  expect(changesOf(typed, read)).toEqual([])
  expect(changesOf(withoutKey(typed, 'note-a'), read)).toEqual([
    { key: 'note-a', language: 'ja', words: null, version: 4 },
  ])
})

test('a text says what is wrong with it', () => {
  expect(problemOf('backorder-day', `${'x'.repeat(250)} `)).toBeNull()
  expect(problemOf('backorder-day', 'x'.repeat(251))).toBe('At most 250 letters')
  expect(problemOf('made-to-order-no-day', 'by [day]')).not.toBeNull()
  expect(problemOf('note-no-day', 'by [day]')).toBeNull()
  expect(problemOf('note-x', 'by [Day]')).toBe('Write the day exactly as [day]')
})

test.each([
  ['Pre-sale', 'note-pre-sale', 'Pre sale'],
  ['  Über uns!  ', 'note-uber-uns', 'Uber uns'],
  ['A'.repeat(60), `note-${'a'.repeat(35)}`, `A${'a'.repeat(34)}`],
])('the name %s makes the key %s', (name, key, shown) => {
  expect(noteKey(name)).toBe(key)
  expect(noteName(key)).toBe(shown)
})

test('a name without a letter of ours makes no key', () => {
  expect(noteKey('予約')).toBeNull()
  expect(noteKey(' -- ')).toBeNull()
})
