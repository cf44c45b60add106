import type { CustomField, CustomFieldChange, CustomFieldSubject, NewCustomField } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { mayAdminister } from '../users.policy.ts'

const activeAtMost = 100
const columns = [
  'id',
  'subject',
  'key',
  'label_zh as labelZh',
  'label_en as labelEn',
  'kind',
  'choices',
  'category',
  'required',
  'position',
  'active',
  'version',
] as const

export async function listCustomFields(
  db: Db,
  wanted: { subject?: CustomFieldSubject | undefined; inactive: boolean },
): Promise<CustomField[]> {
  const rows = await db
    .selectFrom('custom_fields')
    .select(columns)
    .$if(wanted.subject !== undefined, (query) => query.where('subject', '=', wanted.subject as string))
    .$if(!wanted.inactive, (query) => query.where('active', '=', true))
    .orderBy('subject')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as unknown as CustomField[]
}

async function findCustomField(db: Db, id: Id): Promise<CustomField | undefined> {
  const row = await db.selectFrom('custom_fields').select(columns).where('id', '=', id).executeTakeFirst()
  return row as unknown as CustomField | undefined
}

export async function createCustomField(tx: Tx, user: User, wanted: NewCustomField, now: Date): Promise<CustomField> {
  if (!mayAdminister(user, 'create')) throw forbidden()
  const siblings = await listCustomFields(tx, { subject: wanted.subject, inactive: true })
  if (siblings.some((field) => field.key === wanted.key)) throw keyTaken()
  if (siblings.filter((field) => field.active).length >= activeAtMost)
    throw new Refusal('tooManyFields', 409, `At most ${activeAtMost} fields can be active. Deactivate one first.`)
  const { labelZh, labelEn, choices, ...plain } = wanted
  const id = newId()
  await tx
    .insertInto('custom_fields')
    .values({
      ...plain,
      id,
      label_zh: labelZh,
      label_en: labelEn,
      choices: JSON.stringify(choices ?? []),
      position: siblings.length,
    })
    .execute()
  return recorded(tx, user, id, 'customField.created', { ...wanted }, now)
}

/** Key, subject and kind are fixed: values are stored under them. A choice in use may be renamed, and hidden by deactivating the field. */
export async function changeCustomField(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  change: CustomFieldChange,
  now: Date,
): Promise<CustomField> {
  if (!mayAdminister(user, 'change')) throw forbidden()
  const before = await findCustomField(tx, id)
  if (!before) throw notFound('custom field')
  if (change.choices && !before.kind.startsWith('choice'))
    throw new Refusal('noChoices', 422, 'Only fields of kind choice have choices.')
  const { labelZh, labelEn, choices, ...plain } = change
  const changed = await tx
    .updateTable('custom_fields')
    .set({
      ...plain,
      ...(labelZh === undefined ? {} : { label_zh: labelZh }),
      ...(labelEn === undefined ? {} : { label_en: labelEn }),
      ...(choices === undefined ? {} : { choices: JSON.stringify(choices) }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw changedMeanwhile(await findCustomField(tx, id))
  return recorded(tx, user, id, 'customField.changed', { was: before, is: change }, now)
}

/** Puts the fields named first, in this order; those not named keep theirs behind them. */
export async function orderCustomFields(
  tx: Tx,
  user: User,
  subject: CustomFieldSubject,
  ids: readonly Id[],
  now: Date,
): Promise<CustomField[]> {
  if (!mayAdminister(user, 'change')) throw forbidden()
  await sql`
    update custom_fields f set position = o.position
    from  (select id, row_number() over (order by array_position(${sql.val([...ids])}::uuid[], id) nulls last, position, id) - 1 as position
           from custom_fields where subject = ${subject}) o
    where  f.id = o.id and f.position <> o.position`.execute(tx)
  for (const id of ids.slice(0, 1))
    await recordEvent(tx, {
      kind: 'customField.ordered',
      subject: { type: 'customField', id },
      actorId: user.id,
      at: now,
      data: { subject, ids: [...ids] },
    })
  return listCustomFields(tx, { subject, inactive: true })
}

function keyTaken(): Refusal {
  const message = 'A field of this subject has this key already, perhaps a deactivated one.'
  return new Refusal('keyTaken', 409, message, { errors: [{ path: '/key', code: 'keyTaken', message }] })
}

async function recorded(
  tx: Tx,
  user: User,
  id: Id,
  kind: string,
  data: Record<string, unknown>,
  now: Date,
): Promise<CustomField> {
  await recordEvent(tx, { kind, subject: { type: 'customField', id }, actorId: user.id, at: now, data })
  const field = await findCustomField(tx, id)
  if (!field) throw notFound('custom field')
  return field
}
