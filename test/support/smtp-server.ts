import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What the server says to a mail: nothing where it takes it. */
type Answer = { readonly code: number; readonly message: string } | null

/** A mail server on a free port that keeps what it is sent. */
export async function aMailServer() {
  const mails: ParsedMail[] = []
  const arrived: (() => void)[] = []
  let answer: Answer = null
  /** What single addresses are answered. */
  let refusals: Readonly<Record<string, Answer>> = {}
  const envelopes: string[][] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const refusal = refusals[address]
      return refusal ? done(Object.assign(new Error(refusal.message), { responseCode: refusal.code })) : done()
    },
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        if (answer !== null) return done(Object.assign(new Error(answer.message), { responseCode: answer.code }))
        mails.push(mail)
        envelopes.push(session.envelope.rcptTo.map(({ address }) => address))
        done()
        for (const tell of arrived.splice(0)) tell()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** To whom each mail was really given. */
    envelopes,
    /** From now on; null: takes every mail. */
    answers(next: Answer): void {
      answer = next
    },
    /** From now on, of these addresses. */
    refuses(next: Readonly<Record<string, Answer>>): void {
      refusals = next
    },
    /** Ends when so many mails are here. */
    async has(count: number): Promise<void> {
      while (mails.length < count) await new Promise<void>((resolve) => arrived.push(resolve))
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

export type MailServer = Awaited<ReturnType<typeof aMailServer>>
