import { readFileSync } from 'node:fs'
import { EdiWritten, milestoneOfIftsta, milestoneOfX12Appointment, milestoneOfX12Status } from '@quayside/contract'
import { codeMeaning } from '@quayside/edi'
import { expect, test } from 'vitest'
import { groupOf } from './outbox/bodies.ts'
import { telling } from './outbox/tell-partners.ts'
import { definitionOf } from './take/read-by-definition.ts'
import { Said } from './take/said.ts'
import { isReceipt, understand, understoodTypes } from './take/understand/index.ts'

const page = readFileSync(new URL('../../../../../docs/edi.md', import.meta.url), 'utf8')
/** Type, name, what it becomes, on what it goes out. */
const rows = page
  .split('\n## ')[0]
  ?.split('\n')
  .filter((line) => /^\| [A-Z0-9]{3,6} \|/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  ) as [string, string, string, string][]
const standardOf = (type: string) => (/^\d|^TA1$/.test(type) ? 'x12' : 'edifact')

test('the page names every type that is understood or written, and no other', () => {
  const types = rows.map(([type]) => type)
  expect(types.toSorted()).toEqual([...understoodTypes.x12, ...understoodTypes.edifact].toSorted())
  expect(types).toEqual(expect.arrayContaining([...EdiWritten.options]))
})

test.each(rows)('%s is what the page says', (type, name, becomes, goesOut) => {
  expect(understand(standardOf(type), type, new Said([])).does).toBe(becomes)
  const out = Object.entries(telling).flatMap(([event, ways]) =>
    ways.some(({ writes }) => writes === type) ? [event] : [],
  )
  const told = isReceipt(type) ? ['receipt'] : out
  expect(goesOut === '–' ? [] : goesOut.split(', ').toSorted()).toEqual(told.toSorted())
  if (type === 'TA1') return
  const definition = definitionOf(standardOf(type), type)
  expect(definition?.type).toBe(type)
  expect(name).toMatch(/^[A-Z].* \p{Script=Han}+$/u)
  if (/^\d/.test(type) && out.length > 0) expect(groupOf(type)).not.toBe('')
})

test.each([
  ['x12', '1650', milestoneOfX12Status],
  ['x12', '1652', milestoneOfX12Appointment],
  ['edifact', '9011', milestoneOfIftsta],
  ['edifact', '4405', milestoneOfIftsta],
] as const)(
  'every status of %s %s that becomes a milestone is told in words of both languages',
  (standard, element, map) => {
    const mute = Object.keys(map).filter((code) => {
      const { zh = '', en = '' } = codeMeaning(standard, element, code) ?? {}
      return !/\p{Script=Han}/u.test(zh) || !/^[A-Z]/.test(en)
    })
    expect(mute).toEqual([])
    expect(Object.keys(map).length).toBeGreaterThan(element === '1652' ? 3 : 40)
  },
)
