import { type BodyOf, changeEdiPartner, createEdiPartner } from '@quayside/contract'
import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../../test/harness.ts'

const fields: BodyOf<typeof createEdiPartner> = {
  name: 'Acme',
  kind: 'customer',
  standard: 'x12',
  ourId: 'QUAYSIDE',
  identities: [{ level: 'interchange', identifier: 'ACME' }],
}

test.each(['dispatcher', 'integrator'])(
  'a partner whom a %s adds acts with the rights of that person; those of a colleague only an administrator lends',
  async (role) => {
    const database = await testDatabase()
    const [chief, clerk] = [
      await aUser(database, { roles: ['administrator'] }),
      await aUser(database, { roles: [role] }),
    ]
    const api = await testApp(database, { as: clerk })
    const { status } = await api.refused(createEdiPartner, { body: { ...fields, actsAs: chief.id } })
    expect(status).toBe(403)
    const { body: made } = await api.call(createEdiPartner, { body: fields })
    expect(made.actsAs.id).toBe(clerk.id)
    const change = { params: { id: made.id }, version: made.version }
    expect((await api.refused(changeEdiPartner, { ...change, body: { ...fields, actsAs: chief.id } })).status).toBe(403)
    const office = await testApp(database, { as: chief })
    const lent = (await office.call(changeEdiPartner, { ...change, body: { ...fields, actsAs: chief.id } })).body
    expect(lent.actsAs.id).toBe(chief.id)
    // Writing the partner anew leaves whose rights they are, whether it says so or not.
    const renamed = { ...fields, name: 'Acme Ltd' }
    const kept = await api.call(changeEdiPartner, {
      params: { id: made.id },
      version: lent.version,
      body: { ...renamed, actsAs: chief.id },
    })
    const silent = await api.call(changeEdiPartner, {
      params: { id: made.id },
      version: kept.body.version,
      body: renamed,
    })
    expect(silent.body.actsAs.id).toBe(chief.id)
  },
)
