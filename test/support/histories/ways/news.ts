import fc from 'fast-check'
import type { Step } from '../history.ts'
import { verb, type Weighted } from './draws.ts'

export function mischief(lose: number, seed: number): Step {
  return { op: 'verb', verb: 'mischief', body: { duplicate: 0.2, late: 0.2, reorder: 0.3, lose, seed } }
}

export const losing: Weighted[] = [
  { weight: 1, arbitrary: fc.constant<Step>({ op: 'reconcile' }) },
  { weight: 2, arbitrary: fc.nat(999).map((seed) => mischief(0.3, seed)) },
]

export const leaving: Weighted[] = [
  { weight: 2, arbitrary: verb('uninstall', fc.constant({})) },
  { weight: 3, arbitrary: verb('install', fc.constant({})) },
]
