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

describe.each(analyses.map((analysis) => [analysis.name, analysis] as const))('%s', (_, { read, file }) => {
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
})
