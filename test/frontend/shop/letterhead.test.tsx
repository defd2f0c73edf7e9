// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Letterhead } from '../../../web/shop/contract/letterhead.ts'
import { aServer, open, unavailable } from '../a-dashboard.tsx'

const none: Letterhead = {
  address: [],
  footer: '',
  terms: '',
  version: 0,
  logo: null,
  shop: { name: 'Mugs & Co', address: ['Main Street 1', 'Berlin'] },
}

function opened(kept: Letterhead = none) {
  const { api } = aServer()
  const find = vi.fn(async () => kept)
  const write = vi.fn(async ({ version, ...texts }: Omit<Letterhead, 'logo' | 'shop'>): Promise<Letterhead> => {
    return { ...kept, ...texts, version: version + 1 }
  })
  const sample = vi.fn(async (_texts: object): Promise<File> => Promise.reject(unavailable()))
  const putLogo = vi.fn(async (_said: object): Promise<Letterhead> => kept)
  const letterhead = { ...api.letterhead, find, write, putLogo }
  open({ ...api, letterhead, supplierOrders: { ...api.supplierOrders, sample } }, '/letterhead')
  return { find, write, sample, putLogo }
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

test('what is written is saved line by line, and what Shopify tells is said beside it', async () => {
  const server = opened()
  expect(await screen.findByText('Leave blank to use your store’s: Mugs & Co, Main Street 1, Berlin')).toBeTruthy()
  type('Name and address', 'Mugs GmbH\n\n 10115 Berlin ')
  type('Terms', 'Payment within 30 days.\n')
  press('Save')
  await waitFor(() => expect(server.write).toHaveBeenCalledTimes(1))
  expect(server.write.mock.calls[0]?.[0]).toEqual({
    address: ['Mugs GmbH', '10115 Berlin'],
    footer: '',
    terms: 'Payment within 30 days.',
    version: 0,
  })
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull())
})

test('what is too long is told at its field, and nothing is saved', async () => {
  const server = opened()
  await screen.findByLabelText('Footer')
  type('Name and address', Array.from({ length: 9 }, (_, at) => `Line ${at}`).join('\n'))
  press('Save')
  expect(await screen.findByText('Use 8 lines of 100 characters or fewer')).toBeTruthy()
  expect(server.write).not.toHaveBeenCalled()
})

test('the second of two people is told, keeps what was typed, and saves it when asked again', async () => {
  const server = opened()
  await screen.findByLabelText('Footer')
  type('Footer', 'Mine')
  const message = 'Somebody else changed the letterhead meanwhile. Nothing of yours was saved.'
  server.write.mockRejectedValueOnce(new ORPCError('CONFLICT', { status: 409, message }))
  server.find.mockResolvedValue({ ...none, footer: 'Theirs', version: 5 })
  press('Save')
  expect(await screen.findByText(message)).toBeTruthy()
  await waitFor(() => expect(server.find).toHaveBeenCalledTimes(2))
  expect(screen.getByDisplayValue('Mine')).toBeTruthy()
  press('Save')
  await waitFor(() => expect(server.write).toHaveBeenCalledTimes(2))
  expect(server.write.mock.calls[1]?.[0]).toMatchObject({ footer: 'Mine', version: 5 })
})

test('a preview is of what is typed, and what keeps it from being made is told', async () => {
  const server = opened({ ...none, footer: 'IBAN', version: 1 })
  expect(await screen.findByDisplayValue('IBAN')).toBeTruthy()
  type('Footer', 'BIC')
  press('Preview a document')
  expect(await screen.findByText('Couldn’t create the preview. Try again in a moment.')).toBeTruthy()
  expect(server.sample.mock.calls[0]?.[0]).toMatchObject({ footer: 'BIC', language: 'en' })
  expect(server.write).not.toHaveBeenCalled()
})
