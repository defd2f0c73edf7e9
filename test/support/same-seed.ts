import fc from 'fast-check'

// What laws are tried on is the same in each run, so that a red run is of the change that it tries. `npm run laws` tries others.
fc.configureGlobal({ seed: Number(process.env['LAWS_SEED'] ?? 1) })
