import {
  addServiceDefinition,
  changeServiceDefinition,
  listServiceDefinitions,
  listServiceLines,
  listServiceShipments,
  readCustomerService,
  removeServiceDefinition,
  type ShipmentFigure,
  serviceKpis,
} from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { engineNames } from '../../../warehouse/both-engines-for-tests.ts'
import { aBase, type Base } from '../for-tests.ts'
import { companyTermsId } from './definitions.queries.ts'
import { serviceReport } from './service-report.ts'

describe.each(engineNames)('on %s', (engine) => {
  let base: Base
  let strict: string
  let patient: string
  const terms = { earlyDays: null, graceDays: 0, attestedBy: 'proofOfDelivery', note: '' } as const

  type Days = [promised: string | null, delivered: string | null]

  /** An order of 1 October 2026 with a line for each pair of days. */
  async function aPromise(
    tx: Tx,
    accountId: string,
    lines: Days[],
    about: { status?: string; currency?: string } = {},
  ) {
    const id = newId()
    const { status = 'completed', currency = 'CNY' } = about
    const common = { account_id: accountId, ordered_on: '2026-10-01', currency }
    await tx
      .insertInto('orders')
      .values({ id, number: `O-${id}`, status, ...common })
      .execute()
    for (const [at, [promised, delivered]] of lines.entries())
      await tx
        .insertInto('order_lines')
        .values({
          id: newId(),
          order_id: id,
          ...common,
          line_no: at + 1,
          service: 'air',
          mode: 'Charter',
          promised_on: promised,
          delivered_on: delivered,
        })
        .execute()
  }

  beforeAll(async () => {
    base = await aBase(engine)
    await writeAsOwner(base.database, async (tx) => {
      strict = (await anAccount(tx, { name: 'Strict', owner_id: base.seller.id })).id
      patient = (await anAccount(tx, { name: 'Patient' })).id
      await aPromise(tx, strict, [
        ['2026-10-10', '2026-10-10'],
        ['2026-10-10', '2026-10-12'],
      ])
      await aPromise(tx, strict, [['2026-10-10', '2026-10-02']], { currency: 'USD' })
      // Judged on 22 November 2026: the first is late though it never came, the second not due.
      await aPromise(tx, patient, [['2026-11-02', null]])
      await aPromise(tx, patient, [['2026-12-24', null]])
      // Storage has no day of delivery: it takes nothing from what was promised beside it.
      await aPromise(tx, patient, [
        ['2026-10-10', '2026-10-09'],
        [null, null],
      ])
      await aPromise(tx, patient, [['2026-10-10', '2026-10-30']], { status: 'cancelled' })
    })
    await base.warehouse.catchUp()
  })
  afterAll(() => base.close())

  const october = { from: '2026-10-01', to: '2026-10-31' }
  const kpis = async (query: object = {}) =>
    (await base.app.call(serviceKpis.read, { query: { ...october, ...query } })).body

  test('lines and orders are judged against their promise; cancelled orders are left out; every currency counts', async () => {
    const { total, parts, judgedOn, basis } = await kpis({ by: 'account' })
    expect(judgedOn).toBe('2026-11-22')
    expect(basis).toMatchObject({ allCurrencies: true, accounts: 2 })
    expect(total).toMatchObject({ lines: 7, promised: 6, onTime: 3, early: 0, late: 2, open: 1, onTimeShare: 3 / 5 })
    // Of four orders judged three came whole; of these the one with a late line was not on time.
    expect(total).toMatchObject({ orders: 4, complete: 3, otif: 2, completeShare: 3 / 4, otifShare: 2 / 4 })
    // 9, 11, 1 and 8 days.
    expect([total.delivered, total.medianDays]).toEqual([4, 8.5])
    expect(total.ninetyDays).toBeCloseTo(9 + 0.7 * 2, 9)
    expect(parts.map((part) => [part.label, part.lines, part.otif]).toSorted()).toEqual([
      ['Patient', 4, 1],
      ['Strict', 3, 1],
    ])
  })

  test('damage, loss, direct delivery, pick-up and feedback are told of the shipments one may see, each over its own population', async () => {
    const ship = async (
      accountId: string,
      day: number,
      about: { legs?: number; pickedUp?: string; known?: string; state?: string } = {},
    ) => {
      const id = newId()
      const { owner } = base.database
      await owner.query(
        `insert into shipments (id, account_id, mode, packages, state, planned_pickup_at) values ($1, $2, 'road', 7, $3, $4)`,
        [id, accountId, about.state ?? 'planned', `2026-09-0${day}T02:00Z`],
      )
      for (let leg = 1; leg <= (about.legs ?? 0); leg++)
        await owner.query(
          `insert into shipment_legs (id, shipment_id, sequence, mode) values (gen_random_uuid(), $1, $2, 'road')`,
          [id, leg],
        )
      if (about.pickedUp)
        await owner.query(
          `insert into shipment_milestones (id, shipment_id, code, kind, at, source, recorded_at)
           values (gen_random_uuid(), $1, 'pickedUp', 'actual', $2, $3, $4)`,
          [id, about.pickedUp, about.known ? 'edi' : 'import', about.known ?? '2026-11-01'],
        )
      await owner.query('select settle_shipments(array[$1::uuid])', [id])
      return id
    }
    const hurt = (id: string, kind: string, packages: number | null) =>
      base.database.owner.query(
        `insert into shipment_exceptions (id, shipment_id, kind, detected_by, fact, packages, opened_at)
         values (gen_random_uuid(), $1, $2, 'staff', $2, $3, now())`,
        [id, kind, packages],
      )
    // Half past eleven in the evening of the planned day, in Shanghai.
    await hurt(
      await ship(strict, 1, { legs: 1, pickedUp: '2026-09-01T15:30Z', known: '2026-09-01T17:30Z' }),
      'damage',
      null,
    )
    // Half an hour past midnight: the day after.
    await hurt(
      await ship(strict, 2, { legs: 2, pickedUp: '2026-09-02T16:30Z', known: '2026-09-02T18:30:01Z' }),
      'shortage',
      1,
    )
    await ship(patient, 3, { pickedUp: '2026-09-03T03:00Z' })
    await ship(patient, 4)
    await base.warehouse.catchUp()
    const september = { from: '2026-09-01', to: '2026-09-30' }
    const all = {
      damaged: { count: 1, of: 3 },
      lost: { count: 1, of: 3 },
      direct: { count: 1, of: 2 },
      pickedUpOnTime: { count: 2, of: 4 },
      // Of what a file of the past tells nobody knows how soon it was known.
      fedBack: { count: 1, of: 2, medianMinutes: 120.5 },
    }
    const nothing = { count: 0, of: 0 }
    const fedBack = { ...nothing, medianMinutes: null }
    const none = { damaged: nothing, lost: nothing, direct: nothing, pickedUpOnTime: nothing, fedBack }
    expect((await kpis(september)).shipments).toEqual(all)
    expect((await kpis({ ...september, service: 'road' })).shipments).toEqual(all)
    expect((await kpis({ ...september, service: 'air' })).shipments).toEqual(none)
    expect((await kpis({ ...september, region: '-' })).shipments).toBeNull()
    const seenBy = async (shipments: 'own' | 'none') => {
      const modules = { accounts: 'all', orders: 'all', analyses: 'all', shipments } as const
      const as = await aUser(base.database, { rights: { modules, categories: { basic: true, behaviour: true } } })
      const behind = { query: { ...september, figure: 'damaged' }, as } as const
      return {
        figures: (await base.app.call(serviceKpis.read, { query: september, as })).body.shipments,
        rows:
          shipments === 'none'
            ? (await base.app.refused(listServiceShipments, behind)).status
            : (await base.app.call(listServiceShipments, behind)).body.total,
      }
    }
    expect(await seenBy('none')).toEqual({ figures: none, rows: 403 })
    expect(await seenBy('own')).toEqual({ figures: none, rows: 0 })
    for (const [figure, { count, of }] of Object.entries(all) as [ShipmentFigure, { count: number; of: number }][]) {
      const behind = async (query: { counted?: 'yes' | 'no' }) => {
        const { body } = await base.app.call(listServiceShipments, { query: { ...september, figure, ...query } })
        expect(body.rows).toHaveLength(body.total ?? expect.fail())
        return body.total
      }
      expect({
        [figure]: [await behind({ counted: 'yes' }), await behind({ counted: 'no' }), await behind({})],
      }).toEqual({
        [figure]: [count, of - count, of],
      })
    }
    const [hurtOnes] = (
      await base.app.call(listServiceShipments, { query: { ...september, figure: 'damaged', counted: 'yes' } })
    ).body.rows
    expect(hurtOnes).toMatchObject({
      account: { name: 'Strict' },
      plannedPickupOn: '2026-09-01',
      pickedUpOn: '2026-09-01',
      packages: 7,
      packagesDamaged: null,
      packagesLost: 0,
      legs: 1,
      feedbackMinutes: 120,
    })
    const pages: string[] = []
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await base.app.call(listServiceShipments, {
        query: { ...september, figure: 'pickedUpOnTime', limit: 1, ...(cursor ? { cursor } : {}) },
      })
      pages.push(...body.rows.map(({ plannedPickupOn }) => String(plannedPickupOn)))
      more = body.next !== null
      cursor = body.next ?? undefined
    }
    expect(pages).toEqual(['2026-09-04', '2026-09-03', '2026-09-02', '2026-09-01'])
    expect(
      (await base.app.call(listServiceShipments, { query: { ...september, region: '-', figure: 'lost' } })).body.rows,
    ).toEqual([])
    const [byService, ...others] = serviceReport(await kpis(), 'zh-CN').tables
    expect(byService?.rows[0]?.[0]).toBe('空运')
    expect(others.map(({ title }) => title)).toContain('运单')
    const { tables } = serviceReport(await kpis(september), 'en')
    expect(tables.find(({ title }) => title === 'Shipments')?.rows).toEqual([
      ['Damaged', 1, 3, 1 / 3],
      ['Lost or short', 1, 3, 1 / 3],
      ['Direct', 1, 2, 1 / 2],
      ['Picked up on time', 2, 4, 1 / 2],
      ['Fed back in time', 1, 2, 1 / 2],
    ])
  })

  test('a customer’s own definition judges his lines at once, and taking it away brings back the company’s', async () => {
    const { body: added } = await base.app.call(addServiceDefinition, {
      body: { ...terms, accountId: strict, earlyDays: 3, graceDays: 2 },
    })
    const own = added.own.find(({ account }) => account.id === strict)
    expect(own).toMatchObject({ earlyDays: 3, graceDays: 2, version: 1, account: { name: 'Strict' } })
    // Two days after is within his grace; eight days before is more than the three he takes.
    expect((await kpis()).total).toMatchObject({ onTime: 3, early: 1, late: 1 })
    const again = await base.app.refused(addServiceDefinition, { body: { ...terms, accountId: strict } })
    expect([again.status, again.body.code]).toEqual([409, 'definitionExists'])
    const params = { id: own?.id as string }
    const { body: removed } = await base.app.call(removeServiceDefinition, { params, version: 1 })
    expect(removed.own).toEqual([])
    expect((await kpis()).total).toMatchObject({ onTime: 3, early: 0, late: 2 })
  })

  test('the 360 of a customer tells his terms, his figures by them and his months, and the lines behind', async () => {
    const ask = async () => (await base.app.call(readCustomerService, { params: { id: strict } })).body
    const before = await ask()
    expect(before).toMatchObject({ from: '2025-11-23', judgedOn: '2026-11-22', own: null, can: { change: true } })
    const { parts } = await kpis({ by: 'account' })
    const onPage = parts.find((part) => part.key === strict)
    expect(before.total).toMatchObject({ ...onPage, key: 'total', label: 'total' })
    expect(before.months.map((month) => [month.key, month.orders, month.otif])).toEqual([['2026-10-01', 2, 1]])
    const { body } = await base.app.call(addServiceDefinition, { body: { ...terms, graceDays: 2, accountId: strict } })
    const after = await ask()
    expect(after).toMatchObject({ own: { graceDays: 2, version: 1 }, total: { orders: 2, otif: 2, late: 0 } })
    const lines = await base.app.call(listServiceLines, {
      query: { by: 'service', accountId: strict, from: after.from },
    })
    expect(lines.body).toMatchObject({ total: 3 })
    expect(lines.body.rows.every((row) => row.account.id === strict)).toBe(true)
    await base.app.call(removeServiceDefinition, { params: { id: body.own[0]?.id ?? '' }, version: 1 })
    expect((await ask()).total).toEqual(before.total)
  })

  test('the 360 tells nothing of customers out of sight, nor of behaviour that is hidden', async () => {
    const ask = (id: string, as = base.seller) => base.app.refused(readCustomerService, { params: { id }, as })
    expect((await ask(patient)).status).toBe(404)
    expect((await ask('01990000-0000-7000-8000-000000000001', base.boss)).status).toBe(404)
    const { body } = await base.app.call(readCustomerService, { params: { id: strict }, as: base.seller })
    expect(body).toMatchObject({ can: { change: true }, total: { lines: 3 } })
    const agent = await aUser(base.database, {
      rights: { modules: { accounts: 'all', orders: 'all', analyses: 'all' }, categories: { basic: true } },
    })
    expect((await ask(strict, agent)).body.code).toBe('behaviourHidden')
  })

  test('the company’s definition is changed by who may change analyses, against the version read, and leaves an event', async () => {
    const params = { id: companyTermsId }
    const { body: before } = await base.app.call(listServiceDefinitions)
    const { version } = before.company
    const { body } = await base.app.call(changeServiceDefinition, { params, version, body: { ...terms, graceDays: 2 } })
    expect(body.company).toMatchObject({ graceDays: 2, version: version + 1 })
    expect((await kpis()).total).toMatchObject({ onTime: 4, late: 1 })
    const stale = await base.app.refused(changeServiceDefinition, { params, version, body: terms })
    expect(stale.status).toBe(412)
    const reader = await aUser(base.database, {
      rights: { modules: { accounts: 'all', analyses: { read: 'all' }, orders: 'all' }, categories: { basic: true } },
    })
    const refused = await base.app.refused(changeServiceDefinition, {
      as: reader,
      params,
      version: version + 1,
      body: terms,
    })
    expect(refused.status).toBe(403)
    const events = await base.database.owner.query(
      `select data from events where kind = 'serviceDefinition.changed' and subject_id = $1`,
      [companyTermsId],
    )
    expect(events.rows.map((row) => [row.data.was.graceDays, row.data.is.graceDays])).toEqual([[0, 2]])
    await base.app.call(changeServiceDefinition, { params, version: version + 1, body: terms })
  })

  test('a seller sees the service to his own customers, and gives none of the others terms', async () => {
    const { body } = await base.app.call(serviceKpis.read, { as: base.seller, query: { ...october, by: 'account' } })
    expect(body.parts.map((part) => part.label)).toEqual(['Strict'])
    expect(body.total.lines).toBe(3)
    const lines = await base.app.call(listServiceLines, { as: base.seller, query: { ...october } })
    expect(lines.body.total).toBe(3)
    const seller = await aUser(base.database, {
      rights: { modules: { accounts: 'own', analyses: 'all', orders: 'own' }, categories: { basic: true } },
    })
    const unseen = await base.app.refused(addServiceDefinition, { as: seller, body: { ...terms, accountId: patient } })
    expect([unseen.status, unseen.body.errors?.[0]?.path]).toEqual([422, '/accountId'])
    expect((await base.app.refused(serviceKpis.read, { as: seller })).body.code).toBe('behaviourHidden')
  })

  test('the late lines behind a figure page once each, furthest from their promise first', async () => {
    const query = { ...october, by: 'mode', key: 'Charter', limit: 1 } as const
    const first = await base.app.call(listServiceLines, { query: { ...query, verdict: 'late' } })
    expect(first.body.rows.map((row) => [row.account.name, row.daysOff, row.verdict])).toEqual([
      ['Patient', 20, 'late'],
    ])
    const second = await base.app.call(listServiceLines, {
      query: { ...query, verdict: 'late', cursor: first.body.next as string },
    })
    expect(second.body.rows.map((row) => [row.account.name, row.daysOff])).toEqual([['Strict', 2]])
    expect(second.body.total).toBe(2)
  })

  test('terms that are none are refused, naming the field', async () => {
    const body = { ...terms, graceDays: -1, accountId: patient }
    const { status, body: problem } = await base.app.refused(addServiceDefinition, { body })
    expect([status, problem.errors?.[0]?.path]).toEqual([422, '/graceDays'])
    const wrong = await base.app.refused(serviceKpis.read, { query: { by: 'colour' as 'mode' } })
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, '/query/by'])
  })

  test('the figures leave in a file as they stand on the page; nothing in the period is an answer too', async () => {
    const { raw } = await base.app.call(serviceKpis.file, {
      query: { ...october, by: 'mode', format: 'csv', locale: 'en' },
    })
    const [head, first] = raw.body.replace('\uFEFF', '').split('\r\n')
    expect(head).toMatch(/^Mode,Lines,Delivered,.*,OTIF$/)
    expect(first).toBe('Charter,7,4,8.5,10.4,6,3,0,2,1,0.6,4,3,0.75,2,0.5')
    const empty = await kpis({ from: '1990-01-01', to: '1990-12-31' })
    expect(empty.total).toMatchObject({ lines: 0, onTimeShare: null, otifShare: null, medianDays: null })
  })
})
