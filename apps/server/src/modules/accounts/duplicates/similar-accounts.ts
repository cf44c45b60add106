import type { ReplyOf, similarAccounts as route } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { findAccount, findPeopleAndPlaces } from '../accounts.queries.ts'
import { type FoundDuplicate, findDuplicatesOf } from './find-duplicates-of.ts'
import { type Comparable, preparedOf, printOf, toldReasons } from './match-facts.ts'

type Typed = z.output<(typeof route)['body']>
type Similar = ReplyOf<typeof route>[number]

const shown = 5

/**
 * Accounts that look like the one being typed. One that the asker may not see is told to exist, with its number and its team and
 * nothing else, so that nobody enters a customer twice unknowingly.
 */
export async function similarAccounts(db: Db, user: User, typed: Typed): Promise<Similar[]> {
  const record = comparableOf(typed, typed.exceptId ? await findStored(db, typed.exceptId) : undefined)
  const [found = []] = await findDuplicatesOf(db, [withinReach(record, user)], shown + 20)
  const others = found.filter((match) => match.id !== typed.exceptId)
  const dismissed = typed.exceptId ? await findDismissed(db, typed.exceptId) : new Map<Id, Prints>()
  const print = printOf(preparedOf(record))
  return others
    .filter((match) => {
      const known = dismissed.get(match.id)
      return !(known && known.other === match.print && known.own === print)
    })
    .slice(0, shown)
    .map((match) => told(match, user))
}

function told({ id, number, name, team, visible, score, verdict, reasons }: FoundDuplicate, user: User): Similar {
  // The exact score would let somebody feel his way to what he may not see.
  if (!visible)
    return {
      account: { id, number, name: '' },
      score: verdict === 'same' ? 1 : 0.5,
      verdict,
      reasons: [],
      visible,
      team,
    }
  return { account: { id, number, name }, score, verdict, reasons: toldReasons(reasons, user), visible, team }
}

async function findStored(db: Db, id: Id): Promise<Comparable | undefined> {
  const account = await findAccount(db, id)
  return account && { ...account, ...(await findPeopleAndPlaces(db, id)) }
}

/** What is typed, over what is stored already. */
function comparableOf(typed: Typed, stored?: Comparable): Comparable {
  const text = (given: string | null | undefined, kept: string | null | undefined) =>
    given === undefined ? (kept ?? null) : given?.trim() || null
  return {
    kind: typed.kind ?? stored?.kind ?? 'enterprise',
    name: typed.name ?? stored?.name ?? '',
    name_en: typed.nameEn ?? stored?.name_en ?? '',
    short_name: typed.shortName ?? stored?.short_name ?? '',
    phone: text(typed.phone, stored?.phone ?? stored?.phone_raw),
    phone_raw: null,
    email: text(typed.email, stored?.email),
    credit_code: text(typed.creditCode, stored?.credit_code)?.toUpperCase() ?? null,
    birth_date: typed.birthDate === undefined ? (stored?.birth_date ?? null) : typed.birthDate,
    people: stored?.people ?? [],
    places: stored?.places ?? [],
  }
}

/** Compared by what the asker may read alone: else the score would tell him whether he guessed a telephone number. */
function withinReach(record: Comparable, { rights }: Pick<User, 'rights'>): Comparable {
  const { basic, address } = rights.categories
  const places = address.read ? record.places : []
  if (basic.read) return { ...record, places }
  const unknown = { name_en: '', short_name: '', phone: null, phone_raw: null, email: null, credit_code: null }
  return { ...record, ...unknown, birth_date: null, people: [], places }
}

interface Prints {
  own: string
  other: string
}

async function findDismissed(db: Db, id: Id): Promise<Map<Id, Prints>> {
  const text = `
    select case when low_id = $1 then high_id else low_id end as id,
           case when low_id = $1 then low_print else high_print end as own,
           case when low_id = $1 then high_print else low_print end as other
    from   duplicate_pairs where (low_id = $1 or high_id = $1) and state = 'dismissed'`
  const rows = await prepared<Prints & { id: Id } & Record<string, unknown>>(db, 'dismissed-pairs-of', text, [id])
  return new Map(rows.map((row) => [row.id, row]))
}
