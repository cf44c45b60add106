import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { anAccount, aUser, testApp, testDatabase, testFiles } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import { keepFile } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids.ts'

/** Bodies that would be taken from whoever may: so that a refusal is of the person, not of the request. */
const bodies: Readonly<Record<string, object>> = {
  changeFollowUp: { title: 'Taken over' },
  changeInteraction: { subject: 'Taken over' },
  changeView: { name: 'Taken over' },
  changeContact: { jobTitle: 'Taken over' },
  changeAddress: { street: 'Taken over' },
  changeAccount: { note: 'Taken over' },
  addInteraction: { kind: 'note', body: 'Taken over' },
  addContact: { name: 'Taken over' },
  addAddress: { street: 'Taken over' },
  moveAccountState: { state: 'lost' },
}

/** Routes that anybody with the right may use on any id: what they show is everybody's. */
const everybodys = new Set(['listDivisions', 'readLogo', 'calendarFeed'])

test('nobody reaches what is another’s by knowing its id', async () => {
  const database = await testDatabase({ connections: 12 })
  const files = testFiles(database)
  const owner = await aUser(database)
  // Whatever he owns himself, with every category: only whose a thing is stands in his way.
  const own = contract.Module.options.filter((module) => !['administration', 'console'].includes(module))
  const stranger = await aUser(database, {
    rights: {
      modules: Object.fromEntries(own.map((module) => [module, 'own'])),
      categories: { basic: true, address: true, finance: true, behaviour: true, shared: true },
    },
  })
  const api = await testApp(database, { as: owner, files })
  const account = await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: owner.id, note: 'sealed' }))
  const params = { id: account.id }
  const contact = (await api.call(contract.addContact, { params, body: { name: 'Sealed person' } })).body
  const address = (await api.call(contract.addAddress, { params, body: { street: 'Sealed street' } })).body
  const view = await api.call(contract.saveView, {
    body: { subject: 'accounts', name: 'Sealed view', definition: {}, shared: 'private' },
  })
  const followUp = await api.call(contract.createFollowUp, {
    body: { accountId: account.id, title: 'Sealed', dueAt: new Date().toISOString() },
  })
  const upload = await api.inject({
    method: 'POST',
    url: `/api/accounts/${account.id}/attachments`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    payload: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nsealed\r\n--b--\r\n',
  })
  const [importId, orderId, jobId, keyId] = [newId(), newId(), newId(), newId()]
  const content = { sha256: 'a'.repeat(64), bytes: 1, mediaType: 'text/plain' }
  const fileId = await writeAs(database, owner.id, (tx) =>
    keepFile(tx, content, { name: 'sealed', actorId: owner.id, now: new Date() }),
  )
  await database.owner.query(
    `insert into imports (id, created_by, file_name, bytes, sha256, state) values ($1, $2, 'sealed.csv', 1, $3, 'uploaded')`,
    [importId, owner.id, content.sha256],
  )
  await database.owner.query(
    `insert into jobs_progress (id, kind, actor_id, file_id, created_at) values ($1, 'x', $2, $3, now())`,
    [jobId, owner.id, fileId],
  )
  await database.owner.query(
    `insert into auth_api_keys (id, user_id, name, start, secret_hash) values ($1, $2, 'k', 'qs_', 'h')`,
    [keyId, owner.id],
  )
  await database.owner.query(
    `insert into orders (id, account_id, number, ordered_on, currency) values ($1, $2, 'O-sealed', '2026-01-01', 'CNY')`,
    [orderId, account.id],
  )
  const [shipmentId, invoiceId, paymentId, tariffId, endpointId, deliveryId, partnerId] = [
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
    newId(),
  ]
  const insert = (text: string, values: unknown[]) => database.owner.query(text, values)
  await insert(
    `insert into shipments (id, account_id, mode, order_id, origin, opened_at) values ($1, $2, 'road', $3, 'Sealed', now())`,
    [shipmentId, account.id, orderId],
  )
  await insert(
    `insert into invoices (id, number, account_id, issued_on, due_on, currency, note) values ($1, 'INV-sealed', $2, '2026-01-01', '2026-02-01', 'CNY', 'sealed')`,
    [invoiceId, account.id],
  )
  await insert(
    `insert into payments (id, number, account_id, received_on, currency, amount_e4, payer_name) values ($1, 'PAY-sealed', $2, '2026-01-01', 'CNY', 1, 'sealed')`,
    [paymentId, account.id],
  )
  await insert(
    `insert into tariffs (id, kind, account_id, code, name, created_at, updated_at) values ($1, 'agreement', $2, 'sealed', 'sealed', now(), now())`,
    [tariffId, account.id],
  )
  await insert(
    `insert into webhook_endpoints (id, owner_id, url, events, secret, created_at) values ($1, $2, 'https://sealed.example/', '{order.taken}', 'sealed', now())`,
    [endpointId, owner.id],
  )
  await insert(
    `insert into webhook_deliveries (id, endpoint_id, event_id, kind, subject_type, subject_id, body, happened_at, state, created_at) values ($1, $2, $1, 'order.taken', 'order', $3, '{"sealed":1}', now(), 'delivered', now())`,
    [deliveryId, endpointId, orderId],
  )
  await insert(
    `insert into edi_partners (id, name, kind, account_id, standard, our_id, acts_as, created_at, updated_at) values ($1, 'sealed', 'customer', $2, 'x12', 'US', $3, now(), now())`,
    [partnerId, account.id, owner.id],
  )
  const things = {
    account: account.id,
    shipmentId,
    invoiceId,
    paymentId,
    tariffId,
    endpointId,
    deliveryId,
    partnerId,
    contact: contact.id,
    address: address.id,
    view: (view.body as { id: string }).id,
    followUp: followUp.body.id,
    attachment: upload.json<{ id: string }>().id,
    importId,
    orderId,
    jobId,
    keyId,
    fileId,
  }

  const reached: string[] = []
  for (const route of api.app.served.filter(({ path, name }) => path.includes('/:') && !everybodys.has(name)))
    for (const [thing, id] of Object.entries(things)) {
      const payload = bodies[route.name] ?? {}
      const reply = await api.inject({
        as: stranger,
        method: route.method,
        url: `/api${route.path.replace(':rowNumber', '1').replaceAll(/:\w+/g, id)}`,
        headers: { 'if-match': '"1"' },
        ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { payload }),
      })
      if (reply.statusCode < 300 || /sealed/i.test(reply.body))
        reached.push(`${route.name} of ${thing}: ${reply.body.slice(0, 80)}`)
    }
  expect(reached).toEqual([])
  // The same questions of whoever owns the things are answered, so that a refusal above means something.
  for (const url of [
    `accounts/${things.account}`,
    `imports/${importId}`,
    `jobs/${jobId}`,
    `orders/${orderId}`,
    `shipments/${shipmentId}`,
    `invoices/${invoiceId}`,
    `payments/${paymentId}`,
    `webhook-endpoints/${endpointId}`,
    `webhook-deliveries/${deliveryId}`,
  ])
    expect((await api.inject({ method: 'GET', url: `/api/${url}` })).statusCode, url).toBe(200)
}, 120_000)
