import { type SpawnOptions, spawn } from 'node:child_process'

/**
 * Runs a command to its end and answers its exit code with what it printed (nothing, if it printed straight to the
 * terminal). Ctrl-C goes to the command as well, so we wait for it to clean up rather than leave it behind. A command
 * that is ended, by a signal or because its time is over, has the code 1.
 */
export function runCommand(
  command: string,
  args: string[],
  stdio: 'inherit' | 'pipe',
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'timeout'> = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', stdio, stdio] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const pass = (signal: NodeJS.Signals) => void child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass)
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}
