/** Items behind `after`, in the order of their ids, up to `upTo`, or to the last of them. */
export type ItemSlice = { readonly after: string; readonly upTo: string | null }

/** SQL of whether an item is in the slice whose ends are the second and the third parameter. */
export const inSlice = 'item_id > $2 and ($3::text is null or item_id <= $3)'
