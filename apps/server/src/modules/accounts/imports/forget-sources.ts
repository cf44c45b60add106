import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages } from '../../../platform/sentence.ts'

const keptDays = 30

/** Lets the files of imports go that ended, or were left lying, a month ago. What came of them stays. Takes the owner's handle. */
export async function forgetImportSources(tx: Tx, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000)
  await sql`
    update imports set source_removed_at = ${now}
    where  source_removed_at is null and coalesce(finished_at, created_at) < ${oldest}
    and    state not in ('checking', 'importing', 'undoing')`.execute(tx)
}

const fileGone = inBothLanguages('文件已不存在，请重新上传。', 'The file is no longer there. Upload it again.')

/** @throws Refusal 409 for an import whose file has been swept */
export async function refuseWithoutSource(files: FileStore, { sha256 }: { sha256: string }): Promise<void> {
  if (!(await files.has(sha256))) throw new Refusal('fileGone', 409, fileGone.messageEn, { extra: fileGone })
}
