import type { ShipmentReference } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

export interface KnownShipment {
  id: Id
  number: string
  account_id: Id
  is_open: boolean
  not_before: string | null
  promised_on: string | null
  delivered_at: Date | null
}

const columns =
  's.id, s.number, s.account_id, s.is_open, s.not_before::text as not_before, s.promised_on::text as promised_on, s.delivered_at'

/** Locked: two messages about one shipment must not work out its state from half of what was told. */
export async function lockShipment(tx: Tx, id: Id): Promise<KnownShipment | undefined> {
  const text = `select ${columns} from shipments s where s.id = $1 for update`
  const [row] = await prepared<KnownShipment & Record<string, unknown>>(tx, 'lock-shipment', text, [id])
  return row
}

export interface SoughtShipment {
  references: readonly ShipmentReference[]
  /** Only shipments of these customers. */
  accountIds?: readonly Id[] | undefined
}

/** As shipment_references writes it: people and systems write the same reference differently. */
export const keyOfReference = ({ value }: ShipmentReference): string =>
  value
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * The shipment that most of the references name. Containers sail again and customers write the same order number twice, so among
 * equals the open one is meant, if there is only one. Kind `other` matches every kind, and our own number.
 */
export async function findShipmentByReference(
  tx: Tx,
  { references, accountIds }: SoughtShipment,
): Promise<{ id: Id } | 'unknownShipment' | 'severalShipments'> {
  const keys = references.map(keyOfReference)
  const kinds = references.map(({ kind }) => kind)
  const numbers = references.map(({ value }) => value.trim().toUpperCase())
  const text = `
    with sought as (select distinct key, kind from unnest($1::text[], $2::text[]) as k (key, kind) where key <> '')
    select s.id, s.is_open, count(*) as matches
    from  (select r.shipment_id as id, k.key
           from   sought k join shipment_references r on r.key = k.key and (k.kind = 'other' or r.kind = 'other' or r.kind = k.kind)
           union
           select n.id, n.number from shipments n where n.number = any ($3::text[])) f
    join   shipments s on s.id = f.id
    where  $4::uuid[] is null or s.account_id = any ($4::uuid[])
    group  by s.id, s.is_open
    order  by matches desc, s.is_open desc, s.id desc
    limit  20`
  const rows = await prepared<{ id: Id; is_open: boolean; matches: number }>(tx, 'shipment-by-reference', text, [
    keys,
    kinds,
    numbers,
    accountIds ?? null,
  ])
  const most = rows[0]?.matches
  if (most === undefined) return 'unknownShipment'
  const best = rows.filter(({ matches }) => matches === most)
  const open = best.filter(({ is_open }) => is_open)
  const meant = open.length > 0 ? open : best
  return meant.length === 1 && meant[0] ? { id: meant[0].id } : 'severalShipments'
}
