import { afterEach, beforeEach, expect, vi } from 'vitest'

// Output that nobody asked for is a fault: a test that expects some replaces the method with its own spy.
const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

const heard: string[] = []

beforeEach(() => {
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      heard.push(`console.${method}: ${words.map(String).join(' ')}`)
    })
  }
})

afterEach(() => {
  // Tests that run side by side hear each other: whichever ends first tells.
  expect(heard.splice(0), 'the test printed something it did not expect').toEqual([])
})
