// Where there is no mail server, what would be sent is saved below the data folder: a folder for each shop, which goes with
// the shop. It holds what suppliers are called and what they are sent, so nobody else on the machine may read it.
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const ownerOnly = 0o600
const ownersFolder = 0o700

/** Whole or not at all. */
export async function saveMail(
  dataDir: string,
  shop: string,
  name: string,
  message: string | Buffer | NodeJS.ReadableStream,
) {
  const folder = folderOf(dataDir, shop)
  await mkdir(folder, { recursive: true, mode: ownersFolder })
  // One that was made by an earlier release is open to others.
  await chmod(join(dataDir, 'mail'), ownersFolder)
  const whole = join(folder, name)
  await writeFile(`${whole}.part`, message, { mode: ownerOnly })
  await rename(`${whole}.part`, whole)
}

export function hasSavedMail(dataDir: string, shop: string): boolean {
  return existsSync(folderOf(dataDir, shop))
}

export async function removeSavedMail(dataDir: string, shop: string): Promise<void> {
  await rm(folderOf(dataDir, shop), { recursive: true, force: true })
}

/** And the folder with the last of it. */
export async function removeSavedMailBefore(dataDir: string, shop: string, before: Date): Promise<void> {
  const folder = folderOf(dataDir, shop)
  const old: string[] = []
  const names = await readdir(folder)
  for (const name of names) if ((await stat(join(folder, name))).mtime < before) old.push(name)
  if (old.length === names.length) return await removeSavedMail(dataDir, shop)
  for (const name of old) await rm(join(folder, name), { force: true })
}

export async function listShopsWithSavedMail(dataDir: string): Promise<string[]> {
  return existsSync(join(dataDir, 'mail')) ? await readdir(join(dataDir, 'mail')) : []
}

function folderOf(dataDir: string, shop: string): string {
  return join(dataDir, 'mail', shop)
}
