import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EdiIssue, EdiReader, type EdiVisitor, joined, type Segment } from '../src/index.ts'
import { KeptSegments } from '../src/syntax/kept-segments.ts'

const x12 = `ISA*00*          *00*          *ZZ*CARRIER        *ZZ*SHIPPER        *261122*1201*U*00401*000000001*0*P*>~
GS*QM*CARRIER*SHIPPER*20261122*1201*1*X*004010~ST*214*0001~B10*PRO1*SHP7*SCAC~L11*PO1*PO~L11* 3 *BM ~LX*1~AT7*X1*NS***20261121*1159*ET~
MS1*ATLANTA*GA>B*US~SE*8*0001~ST*214*0002~B10*PRO2**SCAC~TA1*1~SE*4*0002~GE*2*1~TA1*000000001*261122*1201*A*000~IEA*1*000000001~`
const edifact = `UNB+UNOC:4+A+B+261122:1201+7'UNH+1+IFTSTA:D:00B:UN'BGM+77+3*4:5*6+9'NAD+CZ+541::9++SHIPPER ?+ CÖ'
LOC+1+CNSHA:139:6:SHANGHAI'LOC+13+:::HAMBURG++'TDT+20+V?'Y+1++MAEU:172:20+++912:146::VESSEL'UNT+7+1'UNZ+1+7'`

const mutants = fc
  .record({
    source: fc.constantFrom(x12, edifact),
    changes: fc.array(fc.tuple(fc.nat(700), fc.constantFrom(...Buffer.from("*+:>~'?\nAUS1 \u00e4"))), { maxLength: 8 }),
    size: fc.integer({ min: 1, max: 800 }),
  })
  .map(({ source, changes, size }) => {
    const bytes = Buffer.from(source)
    for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
    return { bytes, size }
  })

function issuesOf({ bytes, size }: { bytes: Uint8Array; size: number }, visitor: EdiVisitor): EdiIssue[] {
  const issues: EdiIssue[] = []
  const reader = new EdiReader({ ...visitor, issue: (one) => issues.push(one) })
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  reader.end()
  return issues
}

test('segments of the tags asked for come as among all, and what is wrong with the others is told all the same', () => {
  const wanted = ['B10', 'AT7', 'LOC', 'TDT', 'TA1']
  fc.assert(
    fc.property(mutants, (file) => {
      const [all, asked, rest, both]: [string[], string[], string[], string[]] = [[], [], [], []]
      const tags = (into: string[]) =>
        Object.fromEntries(wanted.map((tag) => [tag, (one: { at(): number }) => into.push(`${tag} ${one.at()}`)]))
      const issues = issuesOf(file, { segment: (one) => all.push(`${one.tag} ${one.at()}`) })
      expect(issuesOf(file, { tags: tags(asked) })).toEqual(issues)
      expect(issuesOf(file, { tags: tags([]), segment: (one) => rest.push(`${one.tag} ${one.at()}`) })).toEqual(issues)
      issuesOf(file, joined({ tags: tags(both) }, { segment: (one) => both.push(`${one.tag} ${one.at()}`) }))
      const isWanted = (one: string) => wanted.includes(one.split(' ')[0] as string)
      expect(asked).toEqual(all.filter(isWanted))
      expect(rest).toEqual(all.filter((one) => !isWanted(one)))
      expect(both).toEqual(all.flatMap((one) => (isWanted(one) ? [one, one] : [one])))
    }),
    { numRuns: 400 },
  )
})

test('a segment after a group that ended without the end of its message is a stray one, whatever is asked for', () => {
  const file = {
    bytes: Buffer.from(x12.replace('SE*4*0002~GE*2*1~TA1', 'GE*2*1~SA1').replace('TA1*1~', '')),
    size: 1000,
  }
  const issues = issuesOf(file, { segment: () => {} })
  expect(issues.map(({ code, tag }) => `${code} ${tag}`)).toContain('straySegment SA1')
  expect(issuesOf(file, { tags: { B10: () => {} } })).toEqual(issues)
})

test('a text is the same in whatever order texts are asked for, and says what it is', () => {
  const places = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(mutants, places, (file, asked) => {
      issuesOf(file, {
        segment: (segment) => {
          const elements = segment.keep().elements()
          for (const [element, component, repetition] of asked) {
            const text = segment.text(element, component, repetition)
            if (element === 0)
              expect([component, repetition, text]).toEqual([
                component,
                repetition,
                element === 0 && component === 1 && repetition === 1 ? segment.tag : '',
              ])
            else expect(text).toBe(elements[element - 1]?.[repetition - 1]?.[component - 1] ?? '')
            const raw = segment.raw(element)
            expect(segment.stands(element, raw)).toBe(true)
            expect(segment.stands(element, `${raw}.`)).toBe(false)
            if (raw !== '') expect(segment.stands(element, raw.slice(0, -1))).toBe(false)
            if (repetition > 1) continue
            expect(segment.says(element, text.trim(), component)).toBe(true)
            expect(segment.says(element, `${text}.`, component)).toBe(false)
          }
        },
      })
    }),
    { numRuns: 400 },
  )
})

test('segments kept together are the same as those kept one by one, whenever they are asked', () => {
  const long = edifact.replace('VESSEL', 'VESSEL+'.repeat(1500))
  const files = fc.oneof(mutants, fc.constant({ bytes: Buffer.from(long), size: 100 }))
  fc.assert(
    fc.property(files, fc.integer({ min: 1, max: 20 }), (file, times) => {
      const [together, alone, early] = [new KeptSegments(), [] as Segment[], [] as string[]]
      const bytes = Buffer.concat(Array.from({ length: times }, () => file.bytes))
      const size = file.size
      issuesOf(
        { bytes, size },
        {
          segment: (segment) => {
            together.add(segment)
            const kept = segment.keep()
            alone.push(kept)
            early.push(kept.text(1, 2))
          },
        },
      )
      const all = together.taken()
      expect(together.taken()).toEqual([])
      const seen = (one: Segment) => [one.tag, one.number, one.at(), one.at(2), one.text(2), one.elements()]
      expect(all.map(seen)).toEqual(alone.map(seen))
      expect(all.map((one) => one.text(1, 2))).toEqual(early)
    }),
    { numRuns: 20 },
  )
})

test('a text of a kept segment asked for before its neighbours are kept does not hide theirs', () => {
  const [together, texts] = [new KeptSegments(), [] as string[]]
  const asked: string[] = []
  issuesOf(
    { bytes: Buffer.from(edifact), size: 1000 },
    {
      segment: (segment) => {
        together.add(segment)
        const [kept] = together.taken()
        asked.push(kept?.text(1) ?? '')
        texts.push(segment.text(1))
      },
    },
  )
  expect(asked).toEqual(texts)
})

test('each message has its own type and version, whether or not its head repeats the one before', () => {
  const message = (n: number, type: string) => `UNH+${n}+${type}'UNT+2+${n}'`
  const heads: string[] = []
  const visitor: EdiVisitor = {
    transaction: ({ control, type, version }) => heads.push(`${control} ${type} ${version}`),
  }
  const first = `${message(1, 'IFTSTA:D:00B:UN')}${message(2, 'IFTSTA:D:00B:UN')}${message(3, 'IFTSTA:D:00B')}${message(4, 'IFTSTA:D:00B:UN')}`
  const second = message(5, 'IFTSTA:D:00B:UN')
  const issues = issuesOf(
    {
      size: 1000,
      bytes: Buffer.from(
        `UNA:+.? 'UNB+UNOC:3+A+B+261122:1201+7'${first}UNZ+4+7'UNA/+.? 'UNB+UNOC/3+A+B+261122/1201+8'${second}UNZ+1+8'`,
      ),
    },
    visitor,
  )
  expect(issues).toEqual([])
  expect(heads).toEqual([
    '1 IFTSTA D:00B:UN',
    '2 IFTSTA D:00B:UN',
    '3 IFTSTA D:00B',
    '4 IFTSTA D:00B:UN',
    '5 IFTSTA:D:00B:UN ',
  ])
})
