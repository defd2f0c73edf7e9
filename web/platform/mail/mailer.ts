import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { createCircuits } from '../circuits.ts'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { saveMail } from './saved-mail.ts'

export type Mail = {
  /** Of the message, whichever copy: mail programs show copies with the same id once. */
  readonly id: string
  readonly sender: string
  readonly replyTo: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** Of these, those that do not have it yet; null: all. */
  readonly only: readonly string[] | null
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Buffer }[]
}

/** An address that the server did not take the mail for, while it took it for others. */
export type NotTaken = { readonly address: string; readonly trouble: string; readonly isForGood: boolean }

/** Where a mail went: to the mail server, or into a file, whose path below the folder of mails is told. */
export type Mailed = { readonly savedAs: string | null; readonly leftOut: readonly NotTaken[] }

export type Mailer = {
  /** False where there is no mail server. */
  readonly isMailed: boolean
  /** Milliseconds until the server is to be tried again, where it did not answer the last time; otherwise 0. */
  waitMs(): number
  /** Throws `MailRefused` where the server would never take it for anybody, `MailBusy` where it may later. */
  send(folder: string, mail: Mail): Promise<Mailed>
  close(): void
}

/** The server does not answer, or not now. */
export class MailBusy extends AppError {
  constructor(message: string, cause: unknown) {
    super(message, { code: 'mail-busy', retry: { afterMs: 30_000 }, cause })
  }
}

/** The server will not take this mail, however often it is given. */
export class MailRefused extends AppError {
  constructor(message: string, cause: unknown) {
    super(message, { code: 'mail-refused', retry: 'never', cause })
  }
}

/** Longer than any honest server takes, and shorter than a mail stays claimed by whoever sends it. */
const patienceMs = 20_000
/** Nobody's: a mail that is saved has to come from somewhere. */
const fromOfSaved = 'orders@backline.invalid'

export function createMailer({ mail: { smtpUrl, from }, dataDir }: Pick<Config, 'mail' | 'dataDir'>): Mailer {
  if (smtpUrl === null) return savingMailer(dataDir)
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  })
  const circuits = createCircuits()
  return {
    isMailed: true,
    waitMs: () => circuits.waitMs(smtpUrl),
    async send(_folder, mail) {
      try {
        const sender = from ?? fromOfSaved
        const { rejected, rejectedErrors = [] } = await transport.sendMail({
          ...optionsOf(mail, sender),
          envelope: { from: sender, to: [...(mail.only ?? [...mail.to, ...mail.cc])] },
        })
        circuits.succeed(smtpUrl)
        return {
          savedAs: null,
          leftOut: rejected.map((address, at) => leftOut(addressOf(address), rejectedErrors[at])),
        }
      } catch (error) {
        if (statusOf(error) === 0) circuits.fail(smtpUrl)
        else circuits.succeed(smtpUrl)
        throw faultOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** What there is no server for is saved as it would have been sent; any mail program opens it. */
function savingMailer(dataDir: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    isMailed: false,
    waitMs: () => 0,
    async send(folder, mail) {
      const { message } = await transport.sendMail(optionsOf(mail, fromOfSaved))
      const name = `${mail.id}.eml`
      await saveMail(dataDir, folder, name, message)
      return { savedAs: join(folder, name), leftOut: [] }
    },
    close: () => undefined,
  }
}

function optionsOf({ id, sender, replyTo, to, cc, subject, text, attachments }: Mail, from: string): SendMailOptions {
  return {
    messageId: `<${id}@${from.split('@')[1]}>`,
    from: { name: sender, address: from },
    ...(replyTo === null ? {} : { replyTo }),
    // Each as an address, so that none can be read as several, or as a name.
    to: to.map(asAddress),
    cc: cc.map(asAddress),
    subject,
    text,
    attachments: [...attachments],
    // What a merchant writes is a text: nothing in it is fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function asAddress(address: string) {
  return { name: '', address }
}

function addressOf(rejected: string | { readonly address: string }): string {
  return typeof rejected === 'string' ? rejected : rejected.address
}

function leftOut(address: string, error: Error | undefined): NotTaken {
  return { address, trouble: error?.message ?? 'refused', isForGood: statusOf(error) >= 500 }
}

/** What the server answered, 0 where it did not. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
}

/** SMTP says 5xx for never, and 4xx for not now. A login that fails is not the mail's fault. */
function faultOf(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error)
  const status = statusOf(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isRefused = (status >= 500 && code !== 'EAUTH') || (code === 'EENVELOPE' && status === 0)
  return isRefused ? new MailRefused(message, error) : new MailBusy(message, error)
}
