import { freshDatabase } from '../database/database.ts'
import { aFloorOn } from './floor-on.ts'

export type ShopFloor = Awaited<ReturnType<typeof aFloorOn>>

/**
 * The simulator and the app together, as the demo has them, on a database of their own and free ports. With `pointsTimes`
 * shops give so many times the points for Admin calls, where what is tested is not how the app bears having few.
 */
export async function aShopFloor(given: { readonly pointsTimes?: number } = {}): Promise<ShopFloor> {
  return await aFloorOn(await freshDatabase(), given)
}
