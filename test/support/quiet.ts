import { afterEach, beforeEach, expect, vi } from 'vitest'

// Output that nobody asked for is a fault: a test that expects some replaces the method with its own spy.
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

let heard: string[] = []

beforeEach(() => {
  heard = []
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      heard.push(`console.${method}: ${words.map(String).join(' ')}`)
    })
  }
})

afterEach(() => {
  expect(heard, 'the test printed something it did not expect').toEqual([])
})
