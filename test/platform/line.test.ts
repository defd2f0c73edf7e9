import { expect, it } from 'vitest'
import { createLine, inLine } from '../../web/platform/line.ts'
import { lendingLine } from '../../web/platform/queue/lending-line.ts'

/** Work that is at it until it is told to end. */
function aWork(name: string, seen: string[]) {
  const end = Promise.withResolvers<void>()
  return {
    end: end.resolve,
    fail: () => end.reject(new Error(name)),
    async work() {
      seen.push(`${name} begins`)
      await end.promise
      seen.push(`${name} ends`)
    },
  }
}

it('work in a line is done one piece after the other, in the order in which it was asked for', async () => {
  const line = createLine()
  const seen: string[] = []
  const [first, second, third] = [aWork('first', seen), aWork('second', seen), aWork('third', seen)]
  const done = [first, second, third].map(({ work }) => inLine(line, work))
  third.end()
  second.end()
  first.end()
  await Promise.all(done)
  const inOrder = ['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']
  expect(seen).toEqual(inOrder)
})

it('work that fails leaves its place to the next', async () => {
  const line = createLine()
  const seen: string[] = []
  const [failing, next] = [aWork('failing', seen), aWork('next', seen)]
  const failed = expect(inLine(line, failing.work)).rejects.toThrow('failing')
  const done = inLine(line, next.work)
  next.end()
  failing.fail()
  await Promise.all([failed, done])
  expect(seen).toEqual(['failing begins', 'next begins', 'next ends'])
})

it('a slot is lent for as long as others are before one in the line, and not where nobody is', async () => {
  const line = createLine()
  const lent: string[] = []
  const turnOf = (name: string) =>
    lendingLine(line, async (waiting) => {
      lent.push(`${name} lends`)
      try {
        return await waiting()
      } finally {
        lent.push(`${name} is back`)
      }
    })
  const first = aWork('first', lent)
  const done = inLine(turnOf('first'), first.work)
  const other = inLine(turnOf('other'), async () => void lent.push('other works'))
  first.end()
  await Promise.all([done, other])
  expect(lent).toEqual(['other lends', 'first begins', 'first ends', 'other is back', 'other works'])
})
