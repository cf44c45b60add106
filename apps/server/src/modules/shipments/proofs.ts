import type { ShipmentProof } from '@quayside/contract'
import type { FastifyReply } from 'fastify'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { type FileStore, isPicture, type ReceivedFile, sendFile } from '../../platform/files/index.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { lockShipment } from './find-shipment.ts'
import { proofJson } from './shipments.queries.ts'

/** A photo of a modern telephone has 5 to 12 MB. */
export const proofLimitBytes = 15 * 1024 * 1024

export async function refuseUnknownShipment(db: Db, id: Id): Promise<void> {
  const [row] = await prepared(db, 'shipment-exists', 'select from shipments where id = $1', [id])
  if (!row) throw notFound('shipment')
}

export async function keepProof(
  tx: Tx,
  user: { id: Id },
  shipmentId: Id,
  proof: { file: ReceivedFile; kind: ShipmentProof['kind']; signer: string | null; now: Date },
): Promise<ShipmentProof> {
  const shipment = await lockShipment(tx, shipmentId)
  if (!shipment) throw notFound('shipment')
  const { file, kind, signer, now } = proof
  // Sent again by a telephone that never heard the answer.
  const known = await findSameProof(tx, shipmentId, kind, file.sha256)
  if (known) return known
  const id = newId()
  const name = file.name.toWellFormed().replaceAll('\u0000', '').slice(0, 255) || 'file'
  const text = `
    insert into shipment_proofs (id, shipment_id, kind, signer, name, media_type, bytes, sha256, added_by, added_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
  await prepared(tx, 'keep-proof', text, [
    id,
    shipmentId,
    kind,
    signer,
    name,
    file.mediaType,
    file.bytes,
    file.sha256,
    user.id,
    now,
  ])
  await tell(tx, 'shipment.proofAdded', shipment, user, now, { proofId: id, proof: kind, signer })
  const [row] = await prepared<ShipmentProof & Record<string, unknown>>(
    tx,
    'proof-by-id',
    `select ${proofJson} from shipment_proofs p where p.id = $1`,
    [id],
  )
  if (!row) throw notFound('file')
  return row
}

async function findSameProof(tx: Tx, shipmentId: Id, kind: ShipmentProof['kind'], sha256: string) {
  const text = `select ${proofJson} from shipment_proofs p where p.shipment_id = $1 and p.kind = $2 and p.sha256 = $3`
  const [row] = await prepared<ShipmentProof & Record<string, unknown>>(tx, 'same-proof', text, [
    shipmentId,
    kind,
    sha256,
  ])
  return row
}

interface StoredProof {
  name: string
  media_type: string
  bytes: number
  sha256: string
}

export async function findProof(db: Db, id: Id): Promise<StoredProof> {
  const text = 'select p.name, p.media_type, p.bytes, p.sha256 from shipment_proofs p where p.id = $1'
  const [row] = await prepared<StoredProof & Record<string, unknown>>(db, 'proof-content', text, [id])
  if (!row) throw notFound('file')
  return row
}

export const sendProof = (
  reply: FastifyReply,
  files: FileStore,
  { name, media_type: mediaType, bytes, sha256 }: StoredProof,
) => sendFile(reply, { name, mediaType, bytes, content: files.read(sha256), inline: isPicture(mediaType) })

export async function removeProof(tx: Tx, user: { id: Id }, id: Id, now: Date): Promise<void> {
  const [row] = await prepared<{ shipment_id: Id }>(
    tx,
    'shipment-of-proof',
    'select shipment_id from shipment_proofs where id = $1',
    [id],
  )
  const shipment = row ? await lockShipment(tx, row.shipment_id) : undefined
  if (!shipment) throw notFound('file')
  await prepared(tx, 'remove-proof', 'delete from shipment_proofs where id = $1', [id])
  await tell(tx, 'shipment.proofRemoved', shipment, user, now, { proofId: id })
}

const tell = (
  tx: Tx,
  kind: string,
  shipment: { id: Id; number: string; account_id: Id },
  user: { id: Id },
  now: Date,
  data: object,
) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, ...data },
  })
