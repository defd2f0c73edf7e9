import { type BackorderState, backorderState } from '../../../contract/backorders.ts'

/** The states that a filter names, each once; all of them where it names none. */
export function recordedStates(wanted: readonly (BackorderState | 'active')[] | undefined): BackorderState[] {
  if (!wanted?.length) return [...backorderState.options]
  const named = new Set(wanted.flatMap((state) => (state === 'active' ? (['open', 'ready'] as const) : [state])))
  return [...named]
}
