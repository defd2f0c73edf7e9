const byteaType = 17

/**
 * A `bytea[]` in PostgreSQL's binary format, which the driver sends as it is. As text every byte would be two
 * characters, made here and taken apart there. https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c (array_recv)
 */
export function byteaArray(values: readonly Buffer[]): Buffer {
  // Dimensions, whether there are nulls, the type, the length, the first index.
  const parts = [int32s(1, 0, byteaType, values.length, 1)]
  for (const value of values) parts.push(int32s(value.length), value)
  return Buffer.concat(parts)
}

function int32s(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4)
  return bytes
}
