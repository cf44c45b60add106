import type { Route } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { analyses } from '../analyses.ts'
import { aBase, type Base } from '../for-tests.ts'

let base: Base
let stranger: Awaited<ReturnType<typeof aUser>>
let names: string[]
beforeAll(async () => {
  base = await aBase()
  stranger = await aUser(base.database, {
    rights: {
      modules: { accounts: 'own', orders: 'own', analyses: 'all', timeline: 'own' },
      categories: { basic: true, address: true, finance: true, behaviour: true },
    },
  })
  const { rows } = await base.database.owner.query('select name, number, id from accounts')
  names = rows.flatMap((row) => [row.name, row.number, row.id])
})
afterAll(() => base.close())

/** Whatever else an analysis asks, it answers without it, or says which field it wants. */
const asked = (route: Route, as: typeof stranger, query = {}) =>
  base.app.inject({ method: 'GET', url: `/api${route.path}?${new URLSearchParams(query)}`, as })

describe.each(analyses.map((analysis) => [analysis.name, analysis] as const))('%s', (_, { read, file, report }) => {
  test('tells one who has no customers of nobody’s dealings', async () => {
    const raw = await asked(read, stranger)
    expect([200, 422, 409]).toContain(raw.statusCode)
    if (raw.statusCode === 200) expect(raw.json().basis).toMatchObject({ accounts: 0, lines: 0 })
    for (const name of names) expect(raw.body).not.toContain(name)
  })

  test('tells him nothing in a file either', async () => {
    const raw = await asked(file, stranger, { format: 'csv' })
    expect([200, 422, 409]).toContain(raw.statusCode)
    for (const name of names) expect(raw.body).not.toContain(name)
  })

  test('answers the executive about everybody, so that the silence above means something', async () => {
    const raw = await asked(read, base.boss)
    if (raw.statusCode === 200) expect(raw.json().basis.lines).toBeGreaterThan(0)
  })

  test('tells nobody more who asks of another’s customers by name of the owner', async () => {
    const ofSeller = { ownerId: base.seller.id }
    const [hidden, seen] = [await asked(read, stranger, ofSeller), await asked(read, base.boss, ofSeller)]
    if (seen.statusCode !== 200) return expect([hidden.statusCode, seen.statusCode]).toEqual([422, 422])
    expect([hidden.json().basis.lines, seen.json().basis.lines > 0]).toEqual([0, true])
    for (const name of names) expect(hidden.body).not.toContain(name)
  })

  test('says whose customers are counted, to whoever sees some of them', async () => {
    const { seller, boss } = base
    const [some, all] = [await asked(read, seller), await asked(read, boss)]
    if (some.statusCode !== 200) return expect([some.statusCode, all.statusCode]).toEqual([422, 422])
    expect([some.json().basis.sight, all.json().basis.sight]).toEqual(['own', 'all'])
    const noted = (raw: typeof some, as: typeof seller) => report(raw.json(), 'en', as.rights).notes.join()
    expect(noted(some, seller)).toContain('Only customers of whoever made this report are counted.')
    expect(noted(all, boss)).not.toContain('Only customers')
  })
})
