import type { Transfer } from '../../store/state.ts'
import { type Filters, wrong } from './read-search.ts'

const file = 'search/transfer-filters.ts'
const statuses = ['draft', 'ready_to_ship', 'in_progress', 'transferred', 'canceled']

/** How transfers are found by the `query` of `inventoryTransfers`. */
export const transferFilters: Filters<Transfer> = {
  file,
  byName: {
    status: (_comparator, value) => {
      const asked = value.toLowerCase()
      if (!statuses.includes(asked)) throw wrong(`status knows ${statuses.join(', ')}, not "${value}"`, file)
      return (transfer) => transfer.status.toLowerCase() === asked
    },
  },
}
