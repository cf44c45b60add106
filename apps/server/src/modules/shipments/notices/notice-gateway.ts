import type { BodyOf, NoticeGateway, setNoticeGateway } from '@quayside/contract'
import { type Database, type Db, prepared, readAsOwner, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, Refusal } from '../../../platform/refusal.ts'
import type { Seal } from '../../../platform/seal.ts'
import { postText } from './leave-by.ts'

const gatewayId = '01990000-0000-7000-8000-0000000000e1'
const columns = 'url, secret is not null as "hasSecret", template, active, version'

export async function readGateway(db: Db): Promise<NoticeGateway> {
  const text = `select ${columns} from notice_gateway`
  const [row] = await prepared<NoticeGateway & Record<string, unknown>>(db, 'notice-gateway', text, [])
  if (!row) throw forbidden('Where text messages leave is a matter of whoever administers everything.')
  return row
}

export async function setGateway(
  tx: Tx,
  user: User,
  { version, body, seal, now }: { version: number; body: BodyOf<typeof setNoticeGateway>; seal: Seal; now: Date },
): Promise<NoticeGateway> {
  const before = await readGateway(tx)
  if (before.version !== version) throw changedMeanwhile(before)
  const { url, template, active, secret } = body
  // Who sets another receiver must know the secret he would be told.
  if (secret === undefined && before.hasSecret && url !== '' && originOf(url) !== originOf(before.url)) {
    const message = 'The secret is needed again for another address.'
    throw new Refusal('invalidRequest', 422, message, { errors: [{ path: '/secret', code: 'invalid', message }] })
  }
  const text = `
    update notice_gateway set url = $1, template = $2, active = $3, secret = case when $4 then $5 else secret end, version = version + 1, updated_at = $6`
  const sealed = secret ? seal.close(secret) : null
  await prepared(tx, 'set-notice-gateway', text, [url, template, active, secret !== undefined, sealed, now])
  await recordEvent(tx, {
    kind: 'noticeGateway.changed',
    subject: { type: 'noticeGateway', id: gatewayId },
    actorId: user.id,
    at: now,
    data: { host: URL.parse(url)?.host ?? '', active },
  })
  return readGateway(tx)
}

const originOf = (url: string) => URL.parse(url)?.origin

/** One message of ours, also while the gateway is switched off. */
export async function testGateway(database: Database, secret: string, to: string) {
  const [gateway] = await readAsOwner(database, (db) =>
    prepared<{ url: string; secret: string | null; template: string }>(
      db,
      'notice-gateway-to-test',
      'select url, secret, template from notice_gateway',
      [],
    ),
  )
  if (!gateway?.url) return { status: null, fault: 'There is no address yet.' }
  const text = '驿客：测试短信 / Quayside: a test message'
  const { status, fault } = await postText(database, secret, gateway, {
    id: newId(),
    to,
    subject: 'Quayside',
    text,
    locale: 'en',
  })
  return { status, fault }
}
