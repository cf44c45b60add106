import { z } from 'zod'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant } from '../shapes.ts'
import { Account } from './account.ts'
import { Address } from './addresses.ts'
import { NextAction, NextActionReason } from './assessment.ts'
import { Contact } from './contacts.ts'
import { accounts, tag } from './doors.ts'
import { AccountRef, PersonRef } from './refs.ts'

/** Customer 360 客户全景 (CDB-6): all that a person on the phone needs, in one read. */
export const Customer360 = z.strictObject({
  account: Account,
  contacts: z.array(Contact),
  addresses: z.array(Address),
  group: z
    .strictObject({
      parent: AccountRef.nullable(),
      children: z.array(AccountRef.extend({ amountE4: AmountE4.nullable() })),
      members: z.int(),
      orders: z.int().nullable(),
      amountE4: AmountE4.nullable(),
    })
    .nullable(),
  openFollowUps: z.array(
    z.strictObject({
      id: Id,
      title: z.string(),
      dueAt: Instant,
      allDay: z.boolean(),
      owner: PersonRef,
      version: z.int(),
    }),
  ),
  months: z
    .array(
      z.strictObject({
        month: Day,
        orders: z.int(),
        lines: z.int(),
        amountE4: AmountE4,
        grossProfitE4: AmountE4.nullable(),
      }),
    )
    .nullable(),
  mix: z
    .array(z.strictObject({ service: z.string(), lines: z.int(), amountE4: AmountE4, share: z.number() }))
    .nullable(),
  currencies: z.array(Currency),
  recentOrders: z
    .array(
      z.strictObject({
        id: Id,
        number: z.string(),
        orderedOn: Day,
        status: z.string(),
        lines: z.int(),
        /** null without the finance category. */
        amountE4: AmountE4.nullable(),
        currency: Currency,
      }),
    )
    .nullable(),
  openOrders: z.int().nullable(),
  receivables: z.strictObject({ currency: Currency, openE4: AmountE4, overdueE4: AmountE4 }).nullable(),
  duplicates: z.int(),
  /** What to do next for this customer; null where all is well. */
  nextAction: z.strictObject({ action: NextAction, reason: NextActionReason }).nullable(),
  custom: z.array(
    z.strictObject({ key: z.string(), labelZh: z.string(), labelEn: z.string(), kind: z.string(), value: z.unknown() }),
  ),
})
export type Customer360 = z.infer<typeof Customer360>
export const readCustomer360 = route('readCustomer360', 'GET', '/accounts/:id/360', {
  summary: 'Customer 360',
  tag,
  door: accounts('read'),
  params: ById,
  reply: Customer360,
})
