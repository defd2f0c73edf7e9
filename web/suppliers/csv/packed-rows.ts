import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'

// Rows of a file between who reads it and who keeps them: of 200,000 there are hundreds of megabytes, much of them alike.

const pack = promisify(gzip)
const unpack = promisify(gunzip)

export async function packRows(rows: readonly object[]): Promise<Uint8Array> {
  return await pack(JSON.stringify(rows), { level: constants.Z_BEST_SPEED })
}

/** The JSON of the rows. */
export async function unpackRows(packed: Uint8Array): Promise<string> {
  return (await unpack(packed)).toString()
}
