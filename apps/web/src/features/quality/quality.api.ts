import {
  type Account,
  type AccountChange,
  changeAccount,
  listToVerify,
  type ReplyOf,
  readAccount,
  readQuality,
  takeBackVerification,
  verifyAccount,
} from '@quayside/contract'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '../../app/api.ts'

export type Quality = ReplyOf<typeof readQuality>
export type Band = Quality['overall']
export type VerifyRow = ReplyOf<typeof listToVerify>['rows'][number]
export type Change = z.infer<typeof AccountChange>

/** Counted over everything one sees: not again with every change of one customer. */
export const qualityQuery = queryOptions({
  queryKey: ['quality', 'bands'],
  queryFn: ({ signal }) => call(readQuality, { signal }),
  staleTime: 30_000,
})

export const toVerifyKey = ['quality', 'toVerify'] as const
export const fetchToVerify = (
  query: { owner: string; issue?: string },
  cursor: string | undefined,
  signal: AbortSignal,
) => call(listToVerify, { query: { ...query, cursor, limit: 100 }, signal })

/** Whether the work list of one's own has an entry; asked once, so that the list does not change under whoever works it off. */
export const anyMineQuery = (issue: string | undefined) =>
  queryOptions({
    queryKey: ['quality', 'anyMine', issue],
    queryFn: async ({ signal }) => {
      const { rows } = await call(listToVerify, { query: { owner: 'me', issue, limit: 1 }, signal })
      return rows.length > 0
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['account', id, 'record'],
    queryFn: ({ signal }) => call(readAccount, { params: { id }, signal }),
  })

export const verify = (id: string) => call(verifyAccount, { params: { id } })
export const takeBack = ({ id, version }: Pick<Account, 'id' | 'version'>) =>
  call(takeBackVerification, { params: { id }, ifMatch: version })
export const change = (account: Pick<Account, 'id' | 'version'>, body: Change) =>
  call(changeAccount, { params: { id: account.id }, body, ifMatch: account.version })
