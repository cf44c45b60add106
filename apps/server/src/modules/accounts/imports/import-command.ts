import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { ImportMapping } from '@quayside/contract'
import { type Database, openDatabase, readAs, readAsOwner, writeAs } from '../../../platform/database.ts'
import { type Bilingual, findRunning } from '../../../platform/embedded/index.ts'
import { openFileStore } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { appConfig, openDoors } from '../../../platform/open-doors.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findActiveUser } from '../../identity/index.ts'
import { faultyRowsFile } from './faulty-rows.ts'
import { type ImportArguments, importProblem, readImportArguments } from './import-arguments.ts'
import { reportOn } from './import-report.ts'
import { type FoundImport, findImport } from './imports.queries.ts'
import { mapImport, readAsMapped } from './map-import.ts'
import { startImport } from './steer-import.ts'
import { suggestMapping } from './suggest-mapping.ts'
import { largestFile, lookAtUpload, uploadImport } from './upload-import.ts'
import { type ImportDeps, workImport } from './work-import.ts'

export interface CommandContext {
  databaseUrl: string | undefined
  dataDir: string
  secret: string | undefined
  say(message: Bilingual): void
  /** A line that the next one overwrites. */
  progress(text: string): void
}

/** Imports a file from the command line: checks, reports, and with `--yes` writes. Returns the exit code. */
export async function importCommand(args: readonly string[], context: CommandContext): Promise<number> {
  const given = readImportArguments(args)
  const { deps, close } = await openBeside(context)
  try {
    return await importFile(deps, given, context)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { messageZh = error.message, messageEn = error.message } = error.extra as {
      messageZh?: string
      messageEn?: string
    }
    throw importProblem({ zh: messageZh, en: messageEn }, { zh: '没有导入任何数据。', en: 'Nothing was imported.' })
  } finally {
    await close()
  }
}

/** The database of DATABASE_URL, that of the application running here, or the embedded one started just for this. */
async function openBeside({
  databaseUrl,
  dataDir,
  secret,
  say,
}: CommandContext): Promise<{ deps: ImportDeps; close(): Promise<void> }> {
  const running = databaseUrl ? undefined : await findRunning(dataDir)
  if (running) {
    say({ zh: '驿客正在运行，直接使用它的数据库。', en: 'Quayside is running: its database is used as it is.' })
    const kept = secret ?? (await readFile(join(running.dataDir, 'secret'), 'utf8')).trim()
    const database = openDatabase({
      ownerUrl: running.connection,
      appUrl: appConfig(running.connection, kept),
      connections: 4,
    })
    return { deps: depsOf(database, running.dataDir), close: () => database.close() }
  }
  const doors = await openDoors({ databaseUrl, dataDir, secret, log: say })
  const database = openDatabase({ ownerUrl: doors.owner, appUrl: doors.app, connections: 4 })
  const close = async () => {
    await database.close()
    await doors.close()
  }
  return { deps: depsOf(database, doors.dataDir), close }
}

const depsOf = (database: Database, dataDir: string): ImportDeps => ({
  database,
  files: openFileStore(join(dataDir, 'attachments')),
  clock: () => new Date(),
})

async function importFile(deps: ImportDeps, given: ImportArguments, context: CommandContext): Promise<number> {
  const { database, files, clock } = deps
  const user = await actorFor(database, given.actorEmail)
  const ownerId = given.ownerEmail === undefined ? null : (await actorFor(database, given.ownerEmail)).id
  const content = await files.put(createReadStream(given.file), { limitBytes: largestFile })
  const received = { ...content, name: basename(given.file) }
  const detected = await lookAtUpload(files, received)
  const { id } = await writeAs(database, user.id, (tx) => uploadImport(tx, user, received, detected, clock()))

  const options = { ...given.options, ownerId }
  const request = { options, mapping: await mappingFor(deps, user, id, { ...given, options }), rememberAs: null }
  const read = await readAsMapped(files, await batchOf(deps, user, id), request)
  await writeAs(database, user.id, (tx) => mapImport(tx, user, id, request, read, clock()))
  const checked = await settle(deps, user, id, context)
  await reportOn(database, user, checked, context.say)
  if (given.faultyFile && checked.state === 'checked') await writeFaulty(deps, user, checked, given.faultyFile, context)
  if (checked.state !== 'checked') return 1
  if (given.dryRun || !given.yes) {
    context.say({
      zh: '仅检查，未导入。加上 --yes 即可导入。',
      en: 'Checked only; nothing was imported. Add --yes to import.',
    })
    return 0
  }
  await writeAs(database, user.id, (tx) => startImport(tx, user, id, clock()))
  const done = await settle(deps, user, id, context)
  await reportOn(database, user, done, context.say)
  return done.state === 'done' ? 0 : 1
}

/** Works here; an application that runs may take the batch over, then it is watched. */
async function settle(deps: ImportDeps, user: User, id: string, { progress }: CommandContext): Promise<FoundImport> {
  await workImport(deps, id, {
    report: async ({ done, total }) => progress(total === null ? `${done}` : `${done} / ${total}`),
  })
  for (;;) {
    const batch = await batchOf(deps, user, id)
    if (!['checking', 'importing', 'undoing'].includes(batch.state)) return batch
    progress(`${batch.checkpoint}`)
    await pause(300)
  }
}

async function batchOf({ database }: ImportDeps, user: User, id: string): Promise<FoundImport> {
  const batch = await readAs(database, user.id, (db) => findImport(db, id))
  if (!batch) throw new TypeError('The batch just made is there.')
  return batch
}

async function mappingFor(deps: ImportDeps, user: User, id: string, { mapFile, options }: ImportArguments) {
  if (mapFile !== undefined) return ImportMapping.parse(JSON.parse(await readFile(mapFile, 'utf8')))
  const batch = await batchOf(deps, user, id)
  const plain = { options, mapping: {}, rememberAs: null }
  const { detected } = await readAsMapped(deps.files, batch, plain)
  const { mapping } = await readAs(deps.database, user.id, (db) =>
    suggestMapping(db, { ...batch, detected }, options.target),
  )
  return mapping
}

/** Named by e-mail, or the administrator who was there first. */
async function actorFor(database: Database, email: string | undefined): Promise<User> {
  const found = await readAsOwner(database, (db) => {
    const active = db
      .selectFrom('users')
      .select('users.id')
      .where('active', '=', true)
      .orderBy('users.created_at')
      .limit(1)
    return email === undefined
      ? active
          .innerJoin('user_roles', 'user_roles.user_id', 'users.id')
          .innerJoin('roles', 'roles.id', 'user_roles.role_id')
          .where('roles.code', '=', 'administrator')
          .executeTakeFirst()
      : active.where('email', '=', email.toLowerCase()).executeTakeFirst()
  })
  const user = found && (await findActiveUser(database, found.id))
  if (user) return user
  throw importProblem(
    email === undefined
      ? { zh: '还没有管理员，无法导入。', en: 'There is no administrator yet in whose name to import.' }
      : { zh: `没有邮箱为 ${email} 的在职用户。`, en: `No active user has the e-mail ${email}.` },
    {
      zh: '请先启动驿客并创建管理员，或用 --as 指定用户。',
      en: 'Start Quayside once and create the administrator, or name a user with --as.',
    },
  )
}

async function writeFaulty(
  { database }: ImportDeps,
  user: User,
  batch: FoundImport,
  file: string,
  { say }: CommandContext,
): Promise<void> {
  const format = file.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
  const locale = user.locale === 'en' ? 'en' : 'zh-CN'
  await pipeline(faultyRowsFile(database, user, batch, { format, locale }), createWriteStream(file))
  say({ zh: `未导入的行已写入 ${file}。`, en: `Rows that stay behind were written to ${file}.` })
}
