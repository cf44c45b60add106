import * as contract from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'

let api: TestApp
let shipmentId: string

beforeAll(async () => {
  const database = await testDatabase()
  api = await testApp(database, { as: await aUser(database, { roles: ['dispatcher'] }) })
  const account = await writeAsOwner(database, (tx) => anAccount(tx, { name: '海天' }))
  const body = { accountId: account.id, mode: 'road' as const }
  shipmentId = (await api.call(contract.openShipment, { body })).body.id
})

/** A picture of one dot, and something behind its end that makes it another one. */
const picture = (tail: string) =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from(tail),
  ])

const add = (kind: 'photo' | 'signature', content: Buffer) => {
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="proof.png"\r\nContent-Type: image/png\r\n\r\n'
  return api.call(contract.addProof, {
    params: { id: shipmentId },
    query: { kind, signer: '李雷' },
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')]),
  })
}

test('a proof sent again by a telephone that never heard the answer is there once', async () => {
  const first = (await add('signature', picture('first'))).body
  expect((await add('signature', picture('first'))).body).toEqual(first)
  await add('photo', picture('first'))
  await add('signature', picture('second'))
  const { proofs } = (await api.call(contract.readShipment, { params: { id: shipmentId } })).body
  expect(proofs.map(({ kind }) => kind).toSorted()).toEqual(['photo', 'signature', 'signature'])
})
