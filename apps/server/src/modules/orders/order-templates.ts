import { OrderDraft, type OrderTemplate } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound } from '../../platform/refusal.ts'
import { forAnotherTime, withoutMoney } from './order-content.ts'
import { recogniseCustomer } from './recognise-customer.ts'
import { withoutControls } from './without-controls.ts'

interface TemplateRow {
  id: Id
  name: string
  shared: boolean
  draft: unknown
  account_id: Id | null
  account_number: string | null
  account_name: string | null
  owner_id: Id
  owner_name: string
  updated_at: Date
  version: number
}
const columns = `
  select t.id, t.name, t.shared, t.draft, t.account_id, a.number as account_number, a.name as account_name, t.owner_id, u.name as owner_name,
         t.updated_at, t.version
  from   order_templates t join users u on u.id = t.owner_id left join accounts a on a.id = t.account_id`

/** Mine first; row policies decide which others I see. */
export async function listTemplates(db: Db, user: User, accountId: Id | undefined): Promise<OrderTemplate[]> {
  const text = `${columns} where $1::uuid is null or t.account_id = $1 or t.account_id is null
    order by t.owner_id <> $2, t.name, t.id limit 500`
  const rows = await prepared<TemplateRow & Record<string, unknown>>(db, 'order-templates', text, [
    accountId ?? null,
    user.id,
  ])
  return rows.map((row) => present(row, user))
}

export interface TypedTemplate {
  name: string
  shared: boolean
  draft: OrderDraft
}

export async function createTemplate(tx: Tx, user: User, typed: TypedTemplate, now: Date): Promise<OrderTemplate> {
  const id = newId()
  const { name, shared, draft, accountId } = await ready(tx, typed)
  const text = `
    insert into order_templates (id, name, account_id, draft, shared, owner_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)`
  await prepared(tx, 'insert-order-template', text, [id, name, accountId, JSON.stringify(draft), shared, user.id, now])
  await tell(tx, user, id, 'orderTemplate.created', now, { name, shared })
  return shown(tx, user, id)
}

/** What belongs to one occasion is left out: a template has no dates. */
async function ready(tx: Tx, typed: TypedTemplate) {
  const { name, shared, draft } = withoutControls(typed)
  const { customer } = await recogniseCustomer(tx, draft.customer)
  return { name, shared, draft: forAnotherTime(draft), accountId: customer?.id ?? null }
}

export async function changeTemplate(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  typed: Partial<TypedTemplate>,
  now: Date,
): Promise<OrderTemplate> {
  const before = await findOwn(tx, user, id)
  if (before.version !== version) throw changedMeanwhile(present(before, user))
  const given = { name: typed.name ?? before.name, shared: typed.shared ?? before.shared }
  const { name, shared, draft, accountId } = await ready(tx, {
    ...given,
    draft: typed.draft ?? OrderDraft.parse(before.draft),
  })
  const text = `
    update order_templates set name = $2, shared = $3, draft = $4, account_id = $5, updated_at = $6, version = version + 1 where id = $1`
  await prepared(tx, 'change-order-template', text, [id, name, shared, JSON.stringify(draft), accountId, now])
  await tell(tx, user, id, 'orderTemplate.changed', now, { name, shared })
  return shown(tx, user, id)
}

export async function removeTemplate(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const { name } = await findOwn(tx, user, id)
  await prepared(tx, 'remove-order-template', 'delete from order_templates where id = $1', [id])
  await tell(tx, user, id, 'orderTemplate.removed', now, { name })
}

async function find(db: Db, id: Id): Promise<TemplateRow> {
  const text = `${columns} where t.id = $1`
  const [row] = await prepared<TemplateRow & Record<string, unknown>>(db, 'order-template-by-id', text, [id])
  if (!row) throw notFound('template')
  return row
}

async function findOwn(db: Db, user: User, id: Id): Promise<TemplateRow> {
  const row = await find(db, id)
  if (row.owner_id !== user.id) throw forbidden('Only its owner changes a template.')
  return row
}

const shown = async (db: Db, user: User, id: Id) => present(await find(db, id), user)

function present(row: TemplateRow, user: User): OrderTemplate {
  const draft = OrderDraft.parse(row.draft)
  return {
    id: row.id,
    name: row.name,
    shared: row.shared,
    draft: user.rights.categories.finance.read ? draft : withoutMoney(draft),
    account:
      row.account_id && row.account_number
        ? { id: row.account_id, number: row.account_number, name: row.account_name ?? '' }
        : null,
    owner: { id: row.owner_id, name: row.owner_name },
    mine: row.owner_id === user.id,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

const tell = (tx: Tx, user: User, id: Id, kind: string, at: Date, data: Record<string, unknown>) =>
  recordEvent(tx, { kind, subject: { type: 'orderTemplate', id }, actorId: user.id, at, data })
