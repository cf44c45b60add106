import { Refusal } from '../refusal.ts'

/** A file of which nothing is taken, and what to do, in both languages. */
export const refusedTable = (code: string, zh: string, en: string, status = 422) =>
  new Refusal(code, status, `${en} ${zh}`.trim(), { extra: { messageZh: zh, messageEn: en } })
