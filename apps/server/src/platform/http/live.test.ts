import { listNotifications, liveUpdates, readNotifications } from '@quayside/contract'
import { expect, onTestFinished, test } from 'vitest'
import { anAccount, aTeam, aUser, settled, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../database.ts'
import { openSignal } from '../event-signal.ts'
import { recordEvent } from '../events.ts'
import { newId } from '../ids.ts'
import { mostStreamsOfOne } from './live.ts'
import type { User } from './serve.ts'

async function liveApp(database: TestDatabase, heartbeatMs?: number) {
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_events', lookEveryMs: 50 })
  const test = await testApp(database, { signal, heartbeatMs })
  onTestFinished(async () => {
    await test.close()
    await signal.close()
  })
  return { ...test, signal, address: await test.app.listen({ host: '127.0.0.1', port: 0 }) }
}

/** Reads the stream as a browser does. */
async function listen(address: string, user: User, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  const reply = await fetch(`${address}/api${liveUpdates.path}`, {
    headers: { 'x-test-user': user.id, ...headers },
    signal: abort.signal,
  })
  const kinds: string[] = []
  const ids: string[] = []
  let text = ''
  const ended = (async () => {
    const decoder = new TextDecoder()
    for await (const chunk of reply.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true })
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        const block = text.slice(0, at)
        text = text.slice(at + 2)
        const id = /^id: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (id) ids.push(id)
        if (data) kinds.push(JSON.parse(data).kind)
      }
    }
  })().catch(() => undefined)
  onTestFinished(() => abort.abort())
  return { reply, kinds, ids, ended, close: () => abort.abort() }
}

const happens = (database: TestDatabase, kind: string, accountId: string | null, data = {}, type = 'account') =>
  writeAsOwner(database, (tx) =>
    recordEvent(tx, {
      kind,
      subject: { type, id: type === 'account' && accountId ? accountId : newId() },
      accountId,
      actorId: null,
      at: new Date(),
      data,
    }),
  )

async function twoAccounts(database: TestDatabase) {
  const team = await aTeam(database)
  const clerk = await aUser(database, { teams: [team], rights: { modules: { accounts: { read: 'team' } } } })
  const chief = await aUser(database)
  const [ours, theirs] = await writeAsOwner(
    database,
    async (tx) => [await anAccount(tx, { team_id: team }), await anAccount(tx)] as const,
  )
  return { team, clerk, chief, ours, theirs }
}

test('a change reaches whoever may see the customer, and nobody else', async () => {
  const database = await testDatabase()
  const { clerk, chief, ours, theirs } = await twoAccounts(database)
  const { address } = await liveApp(database)
  const [atClerk, atChief] = await Promise.all([listen(address, clerk), listen(address, chief)])
  expect(atClerk.reply.headers.get('content-type')).toContain('text/event-stream')

  await happens(database, 'theirs.changed', theirs.id)
  await happens(database, 'company.changed', null)
  await happens(database, 'clerk.notified', null, { forUserId: clerk.id })
  await happens(database, 'ours.changed', ours.id)
  await expect.poll(() => atClerk.kinds).toEqual(['clerk.notified', 'ours.changed'])
  await expect
    .poll(() => atChief.kinds)
    .toEqual(['theirs.changed', 'company.changed', 'clerk.notified', 'ours.changed'])
})

test('who sees a customer but no shipments hears nothing of his shipments, nor who sees only those of others', async () => {
  const database = await testDatabase()
  const { team, clerk, chief, ours, theirs } = await twoAccounts(database)
  const dispatcher = await aUser(database, {
    teams: [team],
    rights: { modules: { accounts: { read: 'all' }, shipments: { read: 'team' } } },
  })
  const { address } = await liveApp(database)
  const [atClerk, atDispatcher, atChief] = await Promise.all(
    [clerk, dispatcher, chief].map((user) => listen(address, user)),
  )
  await happens(database, 'shipment.milestone', ours.id, {}, 'shipment')
  await happens(database, 'shipment.exception', theirs.id, {}, 'shipment')
  await happens(database, 'invoice.paid', ours.id, {}, 'invoice')
  await happens(database, 'ours.changed', ours.id)
  await expect.poll(() => atClerk?.kinds).toEqual(['ours.changed'])
  await expect.poll(() => atDispatcher?.kinds).toEqual(['shipment.milestone', 'ours.changed'])
  await expect
    .poll(() => atChief?.kinds)
    .toEqual(['shipment.milestone', 'shipment.exception', 'invoice.paid', 'ours.changed'])
})

test('a notice read in one window is read in the others at once, and no business of anybody else', async () => {
  const database = await testDatabase()
  const { clerk } = await twoAccounts(database)
  const other = await aUser(database, { rights: { modules: { accounts: { read: 'all' } } } })
  const app = await liveApp(database)
  for (let at = 0; at < 2; at++)
    await database.owner.query(`insert into notifications (id, user_id, kind) values ($1, $2, 'mention')`, [
      newId(),
      clerk.id,
    ])
  const [window, second, stranger] = await Promise.all([clerk, clerk, other].map((user) => listen(app.address, user)))
  await app.call(readNotifications, { as: clerk, body: {} })
  for (const one of [window, second]) await expect.poll(() => one?.kinds).toEqual(['notification.read'])
  expect((await app.call(listNotifications, { as: clerk })).body.unread).toBe(0)
  // There is nothing left to read, hence nothing to tell.
  await app.call(readNotifications, { as: clerk, body: {} })
  await happens(database, 'after', null, { forUserId: clerk.id })
  await expect.poll(() => window?.kinds).toEqual(['notification.read', 'after'])
  expect(stranger?.kinds).toEqual([])
})

test('who comes back with the last id he saw hears what he missed, once', async () => {
  const database = await testDatabase()
  const { clerk, ours } = await twoAccounts(database)
  const { address } = await liveApp(database)
  const before = await listen(address, clerk)
  await happens(database, 'heard', ours.id)
  await expect.poll(() => before.kinds).toEqual(['heard'])
  before.close()
  await happens(database, 'missed', ours.id)
  await settled(database)

  const after = await listen(address, clerk, { 'last-event-id': before.ids.at(-1) ?? '' })
  await happens(database, 'next', ours.id)
  await expect.poll(() => after.kinds).toEqual(['missed', 'next'])
})

test('a hundred listeners share one listening connection', async () => {
  const database = await testDatabase()
  const { chief, ours } = await twoAccounts(database)
  const { address } = await liveApp(database)
  const all = await Promise.all(Array.from({ length: 100 }, () => listen(address, chief)))
  await happens(database, 'changed', ours.id)
  await expect.poll(() => all.every(({ kinds }) => kinds.length === 1)).toBe(true)
  const { rows } = await database.owner.query(
    `select count(*)::int as n from pg_stat_activity where application_name = 'quayside-signal' and datname = current_database()`,
  )
  expect(rows[0].n).toBe(1)
})

test('after the database dropped every connection changes still arrive', async () => {
  const database = await testDatabase()
  const { chief, ours } = await twoAccounts(database)
  const { address } = await liveApp(database)
  const heard = await listen(address, chief)
  await database.owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await expect
    .poll(() =>
      happens(database, 'after', ours.id).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  await expect.poll(() => heard.kinds).toContain('after')
})

test('the stream ends when its user is switched off, and when the server stops', async () => {
  const database = await testDatabase()
  const { clerk, chief } = await twoAccounts(database)
  const { address, close } = await liveApp(database, 50)
  const [atClerk, atChief] = await Promise.all([listen(address, clerk), listen(address, chief)])
  await database.owner.query('update users set active = false where id = $1', [clerk.id])
  await atClerk.ended
  await close()
  await atChief.ended
  expect(atChief.reply.status).toBe(200)
})

test('the stream ends when the rights or teams of its user change, and not when those of a colleague do', async () => {
  const database = await testDatabase()
  const { team, clerk, chief } = await twoAccounts(database)
  const { address } = await liveApp(database, 50)
  const atChief = await listen(address, chief)
  const before = await listen(address, clerk)
  await database.owner.query(
    `update role_rights set scope = 'all' where module = 'accounts' and action = 'read'
     and role_id in (select role_id from user_roles where user_id = $1)`,
    [clerk.id],
  )
  await before.ended
  const after = await listen(address, clerk)
  await database.owner.query('delete from team_members where team_id = $1 and user_id = $2', [team, clerk.id])
  await after.ended
  await happens(database, 'heard', null, { forUserId: chief.id })
  await expect.poll(() => atChief.kinds).toContain('heard')
})

test('after a burst that no screen can follow the stream ends, and the browser starts over', async () => {
  const database = await testDatabase()
  const { chief, ours } = await twoAccounts(database)
  const { address } = await liveApp(database)
  const heard = await listen(address, chief)
  await database.owner.query(
    `insert into events (id, at, subject_type, subject_id, account_id, kind)
     select gen_random_uuid(), now(), 'account', $1, $1, 'imported' from generate_series(1, 11000)`,
    [ours.id],
  )
  await heard.ended
  expect(heard.kinds.length).toBeLessThan(11_000)
  const again = await listen(address, chief, { 'last-event-id': heard.ids.at(-1) ?? '' })
  await happens(database, 'next', ours.id)
  await expect.poll(() => again.kinds.at(-1)).toBe('next')
})

test('nobody listens without being signed in', async () => {
  const { refused } = await testApp(await testDatabase())
  expect((await refused(liveUpdates)).status).toBe(401)
})

test('one person cannot fill the memory with streams, nor keep others from theirs', async () => {
  const database = await testDatabase()
  const { address } = await liveApp(database)
  const [greedy, other] = [await aUser(database), await aUser(database)]
  for (let at = 0; at < mostStreamsOfOne; at++) expect((await listen(address, greedy)).reply.status).toBe(200)
  expect((await listen(address, greedy)).reply.status).toBe(429)
  expect((await listen(address, other)).reply.status).toBe(200)
})
