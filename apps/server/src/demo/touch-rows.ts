import type { DemoCustomer, DemoInteraction } from '@quayside/demo-company'
import type { Id } from '../platform/ids.ts'
import type { CopyRow } from './copy-rows.ts'
import type { DemoOwner } from './demo-world.ts'

export const interactionColumns = [
  'id',
  'account_id',
  'contact_id',
  'kind',
  'direction',
  'at',
  'author_id',
  'subject',
  'body',
  'duration_seconds',
  'xid',
]
export const followUpColumns = ['id', 'account_id', 'contact_id', 'owner_id', 'due_at', 'title']
export const eventColumns = ['id', 'at', 'actor_id', 'subject_type', 'subject_id', 'account_id', 'kind', 'data']

/** Whose touches are written, and by whom. */
export interface Touched {
  accountId: Id
  contactIds: readonly Id[]
  owner: DemoOwner | undefined
  newId: () => Id
}

export const interactionRows = (
  touches: readonly DemoInteraction[],
  { accountId, contactIds, owner, newId }: Touched,
  xid: string,
): CopyRow[] =>
  touches.map((touch) => [
    newId(),
    accountId,
    touch.contactIndex === null ? null : (contactIds[touch.contactIndex] ?? null),
    touch.kind,
    touch.direction,
    new Date(touch.at).toISOString(),
    owner?.userId ?? null,
    touch.subject,
    touch.body,
    touch.durationSeconds,
    xid,
  ])

const titles = [
  '定期回访',
  '确认旺季舱位',
  '跟进报价',
  '催收到期运费',
  '拜访新仓项目',
  '回复冷链方案',
  '更新联系人信息',
]

/** One customer in nine has something to be done, some of it overdue. */
export function followUpRows(index: number, { accountId, contactIds, owner, newId }: Touched, now: Date): CopyRow[] {
  if (!owner || index % 9 !== 0) return []
  const due = new Date(now.getTime() + ((index % 17) - 4) * 86_400_000).toISOString()
  return [[newId(), accountId, contactIds[0] ?? null, owner.userId, due, titles[index % titles.length] as string]]
}

export const createdEvent = (customer: DemoCustomer, { accountId, owner, newId }: Touched, metAt: string): CopyRow => [
  newId(),
  metAt,
  owner?.userId ?? null,
  'account',
  accountId,
  accountId,
  'account.created',
  JSON.stringify({ source: customer.source }),
]
