import { Id } from '@quayside/contract'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { defineJob, type JobDefinition, sendJob } from '../../../platform/jobs/index.ts'
import { type NoticeSender, sendNotice } from './send-notice.ts'

const NoticeOrder = z.strictObject({ noticeId: Id })

export const sendNoticeJob: JobDefinition<typeof NoticeOrder> = defineJob(
  'shipments.sendNotice',
  NoticeOrder,
  // `mail`, `publicUrl` and `secret` join the context where reports are mailed (insight) and webhooks signed; a node without them hands over to a person.
  ({ data }, context) =>
    sendNotice(data.noticeId, { ...(context as typeof context & NoticeSender), again: orderNotice }),
  { concurrency: 4 },
)

export async function orderNotice(
  tx: Tx,
  noticeId: string,
  { now, startAt }: { now: Date; startAt: Date },
): Promise<void> {
  await sendJob(tx, sendNoticeJob, { noticeId }, { now, startAt, singleKey: noticeId })
}
