import { defineConfig } from 'vitest/config'
import base from '../../vitest.config.ts'
import { type Mutation, mutated } from './mutations.ts'

// The suite as it is, but for one source file, which is read with the change that MUTATION names.
const mutation = JSON.parse(process.env['MUTATION'] ?? 'null') as Mutation | null

export default defineConfig({
  ...base,
  // What is kept of a file does not know of the change.
  test: { ...base.test, fsModuleCache: false },
  plugins: [
    {
      name: 'mutation',
      enforce: 'pre',
      transform: (code, id) => (id === mutation?.file ? mutated(code, mutation) : null),
    },
  ],
})
