import type { Sentence } from '@quayside/contract'
import type { Database } from '../../../platform/database.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import { ForbiddenAddress } from '../../../platform/outbound/guarded-lookup.ts'
import { plainSentence } from '../../../platform/sentence.ts'
import { fileBytesAtMost } from '../inbox/file-size.ts'
import { shown } from '../reasons.ts'
import { FileNotTaken } from './file-not-taken.ts'
import { OutsideFolder } from './folder-way.ts'
import { HttpRefused } from './http-way.ts'
import { HostKeyChanged } from './sftp-way.ts'

const sentence = (code: string, zh: string, en: string, params = {}) => plainSentence({ code, zh, en, params })

/** Why a way does not work, for whoever sees to it. */
export function troubleOf(error: unknown): Sentence {
  if (error instanceof ForbiddenAddress && error.never)
    return sentence(
      'neverAllowed',
      '该主机指向本机链路或云平台元数据地址，任何设置都不允许连接。',
      'This host leads to this machine’s own link or to cloud metadata, which is never connected to, whatever is set.',
    )
  if (error instanceof ForbiddenAddress)
    return sentence(
      'privateAddress',
      '该主机位于内部网络，不允许连接。若确有需要，请管理员在此通道上明确允许。',
      'This host lies inside a private network, which is not connected to. An administrator may allow it on this way.',
    )
  if (error instanceof HostKeyChanged)
    return sentence(
      'hostKeyChanged',
      `服务器的密钥变了（现为 ${error.message}），为安全起见没有连接。请向对方核实，再更新指纹。`,
      `The server’s key is another now (${error.message}); nothing was exchanged. Ask the partner, then enter the new fingerprint.`,
      { fingerprint: error.message },
    )
  if (error instanceof FileNotTaken) {
    const file = shown(error.file)
    const gigabytes = fileBytesAtMost / 1024 ** 3
    if (error.tooLarge)
      return sentence(
        'fileTooLarge',
        `文件“${file}”超过 ${gigabytes} GB，没有收取，仍在对方处；其他文件已照常收取。请让对方拆分后重发。`,
        `The file “${file}” is larger than ${gigabytes} GB; it was not taken and stays where it is. The others were taken. Ask the partner to split it.`,
        { file },
      )
    return sentence(
      'fileForbidden',
      `文件“${file}”不允许读取或删除，仍在原处；其他文件已照常收取。请核对该文件的权限。`,
      `The file “${file}” may not be read or removed and stays where it is. The others were taken. Check who may use it.`,
      { file },
    )
  }
  if (error instanceof OutsideFolder)
    return sentence(
      'outsideFolder',
      '该文件夹指向 EDI 文件夹之外，没有读取。',
      'This folder leads out of the folder for EDI; nothing was read.',
    )
  if (error instanceof HttpRefused) {
    const { status } = error
    if (status === 401 || status === 403)
      return sentence(
        'signInRefused',
        `对方服务器拒绝登录（HTTP ${status}）。请核对用户名、密码或密钥。`,
        `The server refused to let us in (HTTP ${status}). Check user, password or key.`,
        { status },
      )
    return sentence(
      'httpRefused',
      `对方服务器没有收下（HTTP ${status}）。会自动重试；请核对地址，或询问对方。`,
      `The server did not take it (HTTP ${status}). It is tried again; check the address, or ask the partner.`,
      { status },
    )
  }
  if (
    /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(String((error as { code?: unknown }).code))
  )
    return sentence(
      'certificate',
      '对方服务器的证书不可信，没有发送。请让对方更新证书。',
      'The server’s certificate cannot be trusted; nothing was sent. Ask the partner to renew it.',
    )
  const { level, code, syscall, path } = error as {
    level?: string
    code?: string | number
    syscall?: string
    path?: string
  }
  if (level === 'client-authentication')
    return sentence(
      'signInRefused',
      '对方服务器拒绝登录。请核对用户名、密码或密钥。',
      'The server refused to let us in. Check user, password or key.',
    )
  // Of our own disk: such an error names a call and a path, those of a connection no path.
  if (syscall !== undefined && path !== undefined)
    return sentence(
      'folderTrouble',
      `本机的 EDI 文件夹无法读写（${String(code)}）。会自动重试，文件不会丢失；请让管理员查看该文件夹。`,
      `The folder for EDI on this machine cannot be read or written (${String(code)}). It is tried again; nothing is lost. Have an administrator look at the folder.`,
      { code: String(code) },
    )
  if (code === 2)
    return sentence(
      'folderMissing',
      '对方服务器上没有这个文件夹。请核对路径。',
      'There is no such folder on the server. Check the path.',
    )
  if (code === 3)
    return sentence(
      'folderForbidden',
      '对方服务器不允许读写这个文件夹。',
      'The server does not let us read or write this folder.',
    )
  return sentence(
    'unreachable',
    `连不上对方服务器（${String(code ?? '') || '无应答'}）。会自动重试，文件不会丢失。`,
    `The server cannot be reached (${String(code ?? '') || 'no answer'}). It is tried again; nothing is lost.`,
    { code: String(code ?? '') },
  )
}

/** In trouble for the first time a person is told; the third look in vain says no more. */
export async function keepTrouble(database: Database, channelId: Id, error: unknown, now: Date): Promise<void> {
  const trouble = troubleOf(error)
  await writeAsOwner(database, async (tx) => {
    const row = await tx
      .updateTable('edi_channels')
      .set((eb) => ({ looked_at: now, failures: eb('failures', '+', 1), trouble: JSON.stringify(trouble) }))
      .where('id', '=', channelId)
      .returning(['failures', 'partner_id'])
      .executeTakeFirst()
    if (row?.failures !== 1) return
    await recordEvent(tx, {
      kind: 'edi.channelTroubled',
      subject: { type: 'ediPartner', id: row.partner_id },
      actorId: null,
      at: now,
      data: { channelId, code: trouble.code },
    })
  })
}

export async function keepWorking(database: Database, channelId: Id, now: Date): Promise<void> {
  await database.owner.query(
    'update edi_channels set looked_at = $2, worked_at = $2, failures = 0, trouble = null where id = $1',
    [channelId, now],
  )
}
