import { Router } from 'express'
import type { World } from '../world.ts'

export function controlPageRoutes(_world: World): Router {
  return Router()
}
