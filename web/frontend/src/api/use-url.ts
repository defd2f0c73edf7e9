import { useLocation } from 'react-router'
import { queryWithFrame } from './frame-address.ts'

/** Addresses inside the app: a path, what it is asked for, and what the admin's frame needs again. */
export function useUrl(): (path: string, own?: Readonly<Record<string, string>>) => string {
  const { search } = useLocation()
  return (path, own = {}) => `${path}${queryWithFrame(new URLSearchParams(own), search)}`
}
