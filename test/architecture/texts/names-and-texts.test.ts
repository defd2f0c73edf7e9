import { describe, expect, test } from 'vitest'
import { linkFaults } from '../../../scripts/guards/link-faults.ts'
import { nameFaults } from '../../../scripts/guards/name-faults.ts'
import { textFaults } from '../../../scripts/guards/text-faults.ts'
import { sample, sources } from '../sources.ts'

test('every file and folder is named for an idea', () => {
  expect(nameFaults(sources.keys())).toEqual([])
})

test('no text is tied to one machine or left unfinished', () => {
  expect(textFaults(sources)).toEqual([])
})

test('every link between the pages leads somewhere', () => {
  expect(linkFaults(sources)).toEqual([])
})

describe('the guards see', () => {
  test.each([
    ['web/shop/utils/dates.ts'],
    ['web/shop/order-service.ts'],
    ['web/frontend/src/ui/index.ts'],
    ['web/shop/types.ts'],
    ['test/support/helpers.ts'],
  ])('the empty name %s', (file) => {
    expect(nameFaults([file])).toHaveLength(1)
  })

  test.each([
    ['a home folder', 'docs/deploy.md', ['Run it in ', 'home', 'ada', 'backline'].join('/')],
    ['a mounted folder', 'scripts/x.ts', `const folder = '${['', 'mnt', 'disk'].join('/')}'`],
    ['work left for later', 'web/app/start.ts', `// ${'TO'}DO: finish`],
    ['the environment outside of main', 'web/lane/drain-shop.ts', 'const level = process.env.LOG_LEVEL'],
  ])('%s', (_, file, text) => {
    expect(textFaults(sample(file, text))).toHaveLength(1)
  })

  test('a link to a page that is not there', () => {
    const page = sample(
      'docs/a.md',
      'See [b](b.md), [the web](https://example.com), [itself](#a) and <img src="c.png">.',
    )
    expect(linkFaults(page)).toEqual([
      'docs/a.md: links to docs/b.md, which is not there',
      'docs/a.md: links to docs/c.png, which is not there',
    ])
  })
})
