import { expect, it } from 'vitest'
import { nameFault } from '../../../web/suppliers/rules/plain-name.ts'

it.each(['Töpferei Hamburg', '陶器株式会社', 'خزف', 'O’Neill & Sons #1', 'نمی\u200cخواهم'])('%s is a name', (name) => {
  expect(nameFault(name)).toBeNull()
})

it.each([
  ['two lines', 'Pottery\r\nBcc: all@elsewhere.example'],
  ['a tab', 'Pottery\tLtd'],
  ['a line separator', 'Pottery\u2028Ltd'],
  ['a mark that turns what follows', 'Pottery \u202efdp.exe'],
  ['an isolate', '\u2067Pottery\u2069'],
])('%s is none', (_, name) => {
  expect(nameFault(name)).toBe('must be one line of plain text')
})

it.each(['', '\u200b', '\u200b \u2060', '\u3164', '\u2800', '\u0301'])('%j is none', (name) => {
  expect(nameFault(name)).toBe('must have a character that can be seen')
})
