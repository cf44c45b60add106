import type { Account, Customer360 } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { mayReadOrders } from './accounts.policy.ts'
import { adviceForReader } from './advice/advice-for-reader.ts'
import { type Found360, find360, type MonthSum } from './customer-360.queries.ts'
import { presentAddress } from './people/present-address.ts'
import { presentContact } from './people/present-contact.ts'
import { grossProfitE4, presentAccount } from './present-account.ts'

/** All that a person on the phone needs of one customer, in one statement. */
export async function readCustomer360(db: Db, user: User, id: Id, now: Date): Promise<Customer360> {
  const found = await find360(db, id)
  if (!found || (found.deleted_at !== null && found.merged_into === null)) throw notFound('account')
  const { basic, address, finance } = user.rights.categories
  const account = presentAccount(found, user)
  const currencies = [...new Set(found.months.map((row) => row.currency))].sort()
  const currency = mainCurrency(found, currencies)
  const months = found.months.filter((row) => row.currency === currency)
  return {
    account: {
      ...account,
      masked: [...account.masked, ...(basic.read ? [] : ['contacts']), ...(address.read ? [] : ['addresses'])],
    },
    contacts: basic.read ? found.contacts.map((row) => presentContact(row, user)) : [],
    addresses: address.read ? found.addresses.map(presentAddress) : [],
    group: groupOf(found, account, user.rights.categories),
    openFollowUps: found.follow_ups.map((row) => ({
      id: row.id,
      title: row.title,
      dueAt: new Date(row.due_at).toISOString(),
      allDay: row.all_day,
      owner: { id: row.owner_id, name: row.owner_name },
      version: row.version,
    })),
    months: finance.read ? byMonth(months, found.order_months) : null,
    mix: finance.read ? byService(months) : null,
    currencies: finance.read
      ? [
          ...(currency && currencies.includes(currency) ? [currency] : []),
          ...currencies.filter((one) => one !== currency),
        ]
      : [],
    recentOrders: mayReadOrders(user.rights) ? found.recent_orders.map((row) => recentOrder(row, finance.read)) : null,
    openOrders: mayReadOrders(user.rights) ? found.open_orders : null,
    receivables: finance.read ? receivablesOf(found) : null,
    duplicates: found.duplicates,
    nextAction: adviceForReader(found, user, now),
    custom: found.custom_fields
      .filter((field) => user.rights.categories[field.category].read)
      .map((field) => ({
        key: field.key,
        labelZh: field.label_zh,
        labelEn: field.label_en,
        kind: field.kind,
        value: (found.custom as Record<string, unknown>)[field.key] ?? null,
      })),
  }
}

/** In the customer's own currency, else the one he owes most in. */
function receivablesOf({ receivables, currency, company_currency }: Found360): Customer360['receivables'] {
  const own = [currency, company_currency].flatMap(
    (wished) => receivables?.find((one) => one.currency === wished) ?? [],
  )
  const [told = receivables?.[0]] = own
  return told ? { currency: told.currency, openE4: told.open_e4, overdueE4: told.overdue_e4 } : null
}

/** Months and mix are told in one currency, never added over several: the account's own, else the company's, else the one met most. */
function mainCurrency(found: Found360, currencies: readonly string[]): string | undefined {
  const wished = [found.currency, found.company_currency].find((one) => one !== null && currencies.includes(one))
  if (wished) return wished
  const lines = (currency: string) =>
    found.months.filter((row) => row.currency === currency).reduce((sum, row) => sum + row.lines, 0)
  return currencies.toSorted((a, b) => lines(b) - lines(a))[0]
}

function byMonth(sums: readonly MonthSum[], orders: Readonly<Record<string, number>>): Customer360['months'] {
  const months = new Map<string, MonthSum>()
  for (const row of sums) {
    const known = months.get(row.month)
    months.set(row.month, known ? added(known, row) : row)
  }
  return [...months.values()]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .map((row) => ({
      month: row.month,
      orders: orders[`${row.month} ${row.currency}`] ?? 0,
      lines: row.lines,
      amountE4: row.amount_e4,
      grossProfitE4: grossProfitE4(row.costed_e4, row.cost_e4),
    }))
}

function byService(sums: readonly MonthSum[]): Customer360['mix'] {
  const services = new Map<string, MonthSum>()
  for (const row of sums) {
    const known = services.get(row.service)
    services.set(row.service, known ? added(known, row) : row)
  }
  const total = [...services.values()].reduce((sum, row) => sum + row.amount_e4, 0)
  return [...services.values()]
    .sort((a, b) => b.amount_e4 - a.amount_e4)
    .map((row) => ({
      service: row.service,
      lines: row.lines,
      amountE4: row.amount_e4,
      share: total === 0 ? 0 : row.amount_e4 / total,
    }))
}

const added = (a: MonthSum, b: MonthSum): MonthSum => ({
  ...a,
  lines: a.lines + b.lines,
  amount_e4: a.amount_e4 + b.amount_e4,
  cost_e4: a.cost_e4 + b.cost_e4,
  costed_e4: a.costed_e4 + b.costed_e4,
})

const recentOrder = (row: Found360['recent_orders'][number], withMoney: boolean) => ({
  id: row.id,
  number: row.number,
  orderedOn: row.ordered_on,
  status: row.status,
  lines: row.lines,
  amountE4: withMoney ? row.amount_e4 : null,
  currency: row.currency,
})

/** Null for one who stands alone. Sums run over the whole group below the topmost account the reader may see. */
function groupOf(
  found: Found360,
  account: Account,
  { finance: { read: seesMoney }, behaviour: { read: seesBehaviour } }: User['rights']['categories'],
): Customer360['group'] {
  const { group } = found
  if (account.parent === null && group.members <= 1) return null
  return {
    parent: account.parent,
    children: group.children.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      amountE4: seesMoney ? row.amount_e4 : null,
    })),
    members: group.members,
    orders: seesBehaviour ? group.orders : null,
    amountE4: seesMoney ? group.amount_e4 : null,
  }
}
