import type { downloadReport } from '@quayside/contract'
import { prepared, readAsOwner } from '../../../platform/database.ts'
import { type FileStore, findFile, sendFile } from '../../../platform/files/index.ts'
import type { Call } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Known } from '../saved/analysis-views.ts'

/** The file of a run, for as long as whoever asks may see what it tells. */
export async function sendReport(
  { read, params, reply, user, database }: Call<typeof downloadReport>,
  known: Known,
  files: FileStore,
) {
  const fileId = await read(async (db) => {
    const [run] = await prepared<{ file_id: Id | null }>(
      db,
      'file-of-run',
      'select file_id from report_runs where id = $1',
      [params.id],
    )
    return run?.file_id
  })
  if (!fileId) throw notFound('file')
  // The policy of the run says who may have it; the file itself and what was asked are its owner's.
  const { file, view } = await readAsOwner(database, async (db) => {
    const [view] = await prepared<{ analysis: string; question: unknown }>(
      db,
      'analysis-of-run',
      'select v.analysis, v.question from report_runs r join report_schedules s on s.id = r.schedule_id join analysis_views v on v.id = s.view_id where r.id = $1',
      [params.id],
    )
    return { file: await findFile(db, fileId), view }
  })
  if (view) known.get(view.analysis)?.refuse(user, 'read', view.question)
  return sendFile(reply, { ...file, content: files.read(file.sha256) })
}
