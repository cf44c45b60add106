import type { PreparedRecord } from '@quayside/matching'
import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { PlaceOf } from '../derive-account.ts'
import { type Comparable, preparedOf } from './match-facts.ts'

/** About 3 kB each. */
const mostAtHand = 4_000

/** As the function `match_facts`, but nothing that only people read: half the work where a hundred thousand are compared. Owner only. */
const facts = `
  select a.id, a.kind, a.name, a.name_en, a.short_name, a.phone, a.phone_raw, a.email, a.credit_code, a.birth_date,
         array(select c.mobile from contacts c where c.account_id = a.id and c.active order by c.is_primary desc, c.id limit 3) as mobiles,
         d.account_id is not null as placed, d.street, d.city, d.province, d.district, d.postcode
  from   accounts a
  left   join lateral (select * from addresses d where d.account_id = a.id order by d.is_primary desc, d.id limit 1) d on true
  where  a.id = any ($1::uuid[]) and a.deleted_at is null`

type Facts = Comparable & Omit<PlaceOf, 'is_primary'> & { id: Id; mobiles: (string | null)[]; placed: boolean }

/** Accounts made ready for comparing, the last some thousand of them kept: what is asked for in a good order is made ready once. */
export class RecordsAtHand {
  #records = new Map<Id, PreparedRecord>()
  readonly #most: number

  constructor(most = mostAtHand) {
    this.#most = most
  }

  get = (id: Id): PreparedRecord | undefined => this.#records.get(id)

  /** Fetches those that are not at hand, all of which are then; whoever is deleted meanwhile is left out. */
  async take(db: Db, ids: Iterable<Id>): Promise<void> {
    const wanted = new Set(ids)
    const missing: Id[] = []
    for (const id of wanted) {
      const known = this.#records.get(id)
      this.#records.delete(id)
      if (known) this.#records.set(id, known)
      else missing.push(id)
    }
    if (missing.length > 0)
      for (const row of await prepared<Facts & Record<string, unknown>>(db, 'facts-compared', facts, [missing]))
        this.#records.set(row.id, ready(row))
    for (const id of this.#records.keys()) {
      if (this.#records.size <= Math.max(this.#most, wanted.size)) break
      this.#records.delete(id)
    }
  }
}

const ready = ({ mobiles, placed, ...row }: Facts): PreparedRecord =>
  preparedOf({
    ...row,
    people: mobiles.map((mobile) => ({ mobile })),
    places: placed ? [{ ...row, is_primary: true }] : [],
  })
