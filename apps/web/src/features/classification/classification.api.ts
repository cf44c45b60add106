import {
  applyClassification,
  exportTier,
  listTier,
  type ReplyOf,
  readClassification,
  type Tier,
} from '@quayside/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call, download } from '../../app/api.ts'
import type { Question } from './classification-place.ts'

export type TierRow = ReplyOf<typeof listTier>['rows'][number]

/** The warehouse follows the orders within seconds; somebody who looks at the page sees it move. */
const lookAgainMs = 20_000

export const classificationQuery = (question: Question) =>
  queryOptions({
    queryKey: ['classification', 'read', question],
    queryFn: ({ signal }) => call(readClassification, { query: question, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  })

export const tierKey = (question: Question, tier: Tier | undefined) => ['classification', 'list', question, tier]

export const fetchTier = (
  question: Question,
  tier: Tier | undefined,
  cursor: string | undefined,
  signal: AbortSignal,
) => call(listTier, { query: { ...question, tier, cursor, limit: 200 }, signal })

export const makeTiers = (question: Question) => call(applyClassification, { body: question })

export const exportFile = (
  question: Question,
  tier: Tier | undefined,
  format: 'csv' | 'xlsx',
  locale: 'zh-CN' | 'en',
) => download(exportTier, { query: { ...question, tier, format, locale } }, `classification.${format}`)
