import { gid } from '../../store/ids.ts'
import type { Location } from '../../store/state.ts'
import type { Resolvers } from './resolver.ts'

export const locationFields: Resolvers<Location> = {
  id: (location) => gid('Location', location.id),
  name: (location) => location.name,
  isActive: (location) => location.active,
  updatedAt: (location) => location.updatedAt,
}
