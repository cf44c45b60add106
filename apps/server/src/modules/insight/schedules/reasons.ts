import type { Sentence } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages, plainSentence } from '../../../platform/sentence.ts'

type Told = readonly [code: string, status: number, zh: string, en: string]

const refusal = ([code, status, zh, en]: Told) => new Refusal(code, status, en, { extra: inBothLanguages(zh, en) })

/** Why a schedule stops for good: what happened, and what its owner can do. */
export const stopReasons = {
  ownerInactive: () =>
    refusal([
      'ownerInactive',
      403,
      '安排者的账号已停用。如仍需要，请由其他同事重新安排。',
      'The account of its owner is no longer active. If it is still needed, have a colleague schedule it anew.',
    ]),
  mayNotRead: () =>
    refusal([
      'mayNotRead',
      403,
      '安排者不再有权查看分析。请管理员恢复权限后重新启用。',
      'Its owner may no longer read analyses. Ask an administrator for the right, then start it again.',
    ]),
  mayNotExport: () =>
    refusal([
      'mayNotExport',
      403,
      '安排者不再有权导出分析。请管理员恢复权限后重新启用。',
      'Its owner may no longer export analyses. Ask an administrator for the right, then start it again.',
    ]),
  viewGone: () =>
    refusal([
      'viewGone',
      404,
      '已保存的分析被删除，或不再与安排者共享。请恢复它，或另选一个分析。',
      'The saved analysis was removed or is no longer shared with its owner. Bring it back, or schedule another.',
    ]),
  viewChanged: () =>
    refusal([
      'viewChanged',
      409,
      '同事修改了这个共享的分析。请先查看它，再重新启用。',
      'The colleague who shares this analysis has changed it. Look at it, then start it again.',
    ]),
} as const

const sentence = ([code, , zh, en]: Told, params: Sentence['params'] = {}) => plainSentence({ code, zh, en, params })

/** Why one recipient did not get it, though nothing is wrong with the others. */
export const missReasons = {
  recipientInactive: sentence([
    'recipientInactive',
    0,
    '此同事的账号已停用。请从收件人中移除。',
    'The account of this colleague is no longer active. Take him off the recipients.',
  ]),
  recipientMayNot: sentence([
    'recipientMayNot',
    0,
    '此同事无权查看这个分析，所以没有发送。请管理员授权，或从收件人中移除。',
    'This colleague may not see this analysis, so it was not sent. Ask an administrator, or take him off the recipients.',
  ]),
  mailNotSetUp: sentence([
    'mailNotSetUp',
    0,
    '尚未设置邮件服务器。请管理员设置 SMTP_URL 和 MAIL_FROM。',
    'Mail is not set up. Have an administrator set SMTP_URL and MAIL_FROM.',
  ]),
  outsideNotAllowed: sentence([
    'outsideNotAllowed',
    0,
    '公司规则不允许把报表发到此地址。管理员可在“定期报表”页面修改规则。',
    'The rules of the company do not let reports go to this address. An administrator changes them on the page of scheduled reports.',
  ]),
  tooLargeForOutside: sentence([
    'tooLargeForOutside',
    0,
    '文件太大，不能作为附件；公司以外的收件人不能登录下载。请缩小分析范围，或改用 XLSX、CSV。',
    'The file is too large to be attached, and people outside cannot sign in to fetch it. Narrow the analysis, or send XLSX or CSV.',
  ]),
  dailyLimit: (limit: number) =>
    sentence(
      [
        'dailyLimit',
        0,
        `一天内以安排者名义最多发送 ${limit} 封邮件，已达上限。请减少收件人或次数。`,
        `At most ${limit} mails a day are sent in one person’s name, and they are used up. Send to fewer people, or less often.`,
      ],
      { limit },
    ),
  brokenOff: sentence([
    'sendingBrokenOff',
    0,
    '移交邮件时程序中断，可能已送达；为避免重复，不再发送。请询问收件人。',
    'It was broken off while it was handed over. It may have arrived, so it is not sent twice: ask the recipient.',
  ]),
} as const
