/** Text a person reads, in both languages of the product. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export type StartupProblemCode =
  | 'alreadyRunning'
  | 'backupBroken'
  | 'backupFailed'
  | 'backupOfOtherVersion'
  | 'couldNotStart'
  | 'dataOfOtherPostgres'
  | 'diskFull'
  | 'folderNotEmpty'
  | 'folderNotWritable'
  | 'libraryMissing'
  | 'newerSchema'
  | 'noUnprivilegedUser'
  | 'passwordLost'
  | 'portTaken'
  | 'unsupportedPlatform'

/** Something outside the program keeps it from starting; the person at the keyboard can put it right. */
export class StartupProblem extends Error {
  override readonly name = 'StartupProblem'
  readonly code: StartupProblemCode
  readonly text: Bilingual
  readonly hint: Bilingual

  constructor(code: StartupProblemCode, text: Bilingual, hint: Bilingual, cause?: unknown) {
    super(`${text.en} ${hint.en}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.text = text
    this.hint = hint
  }
}

/** The problem as it is printed in a terminal: both languages, the remedy under the complaint. */
export function printable(problem: StartupProblem): string {
  return ['', `✗ ${problem.text.zh}`, `  ${problem.hint.zh}`, `✗ ${problem.text.en}`, `  ${problem.hint.en}`, ''].join(
    '\n',
  )
}

const otherServer: Bilingual = {
  zh: '或者使用自己的 PostgreSQL 15 及以上版本：DATABASE_URL=postgres://用户:密码@主机:5432/库名 npm run serve',
  en: 'Or use your own PostgreSQL 15 or newer: DATABASE_URL=postgres://user:password@host:5432/database npm run serve',
}

export const unsupportedPlatform = (platform: string) =>
  new StartupProblem(
    'unsupportedPlatform',
    {
      zh: `没有适用于 ${platform} 的内置 PostgreSQL。`,
      en: `There is no embedded PostgreSQL for ${platform}.`,
    },
    {
      zh: `如果依赖是用 --omit=optional 安装的，请删除 node_modules 后重新运行。${otherServer.zh}`,
      en: `If dependencies were installed with --omit=optional, delete node_modules and run again. ${otherServer.en}`,
    },
  )

/** For the warehouse, whose engine has no build for some platforms that have an embedded PostgreSQL. */
export const noDuckDb = (platform: string, cause: unknown) =>
  new StartupProblem(
    'unsupportedPlatform',
    {
      zh: `没有适用于 ${platform} 的 DuckDB，无法建立数据仓库。`,
      en: `There is no DuckDB for ${platform} to hold the warehouse.`,
    },
    {
      zh: '请用 WAREHOUSE_URL=postgres://用户:密码@主机:5432/库名 把数据仓库放在 PostgreSQL 15 及以上版本中。如果依赖是用 --omit=optional 安装的，请删除 node_modules 后重新运行。',
      en: 'Hold the warehouse in PostgreSQL 15 or newer: WAREHOUSE_URL=postgres://user:password@host:5432/database. If dependencies were installed with --omit=optional, delete node_modules and run again.',
    },
    cause,
  )

export const folderNotWritable = (folder: string, cause?: unknown) =>
  new StartupProblem(
    'folderNotWritable',
    { zh: `无法写入文件夹 ${folder}。`, en: `The folder ${folder} cannot be written.` },
    {
      zh: '请为当前用户授予写权限，或用 QUAYSIDE_DATA=/其他/文件夹 指定数据位置。',
      en: 'Give the current user write permission, or choose another place with QUAYSIDE_DATA=/another/folder.',
    },
    cause,
  )

export const diskFull = (folder: string, freeMiB?: number, neededMiB?: number, cause?: unknown) =>
  new StartupProblem(
    'diskFull',
    {
      zh: `磁盘空间不足：${folder}${freeMiB === undefined ? '' : `（剩余 ${freeMiB} MiB，需要 ${neededMiB} MiB）`}。`,
      en: `Not enough disk space at ${folder}${freeMiB === undefined ? '' : ` (${freeMiB} MiB free, ${neededMiB} MiB needed)`}.`,
    },
    {
      zh: '请清理磁盘后重试；已提交的数据不会丢失。也可用 QUAYSIDE_DATA=/其他/磁盘 指定位置。',
      en: 'Free some space and start again; committed data is safe. QUAYSIDE_DATA=/another/disk chooses another place.',
    },
    cause,
  )

export const alreadyRunning = (folder: string, pid: number, address: string) =>
  new StartupProblem(
    'alreadyRunning',
    {
      zh: `数据文件夹 ${folder} 正被进程 ${pid} 使用（${address}）。`,
      en: `The data folder ${folder} is in use by process ${pid} (${address}).`,
    },
    {
      zh: `请直接使用已经运行的程序，或先停止它：kill ${pid}。没有任何数据被改动。`,
      en: `Use the running one, or stop it first: kill ${pid}. Nothing was changed.`,
    },
  )

export const dataOfOtherPostgres = (folder: string, found: string, ours: number) =>
  new StartupProblem(
    'dataOfOtherPostgres',
    {
      zh: `数据文件夹 ${folder} 属于 PostgreSQL ${found}，本程序内置的是 PostgreSQL ${ours}。`,
      en: `The data folder ${folder} belongs to PostgreSQL ${found}, this program embeds PostgreSQL ${ours}.`,
    },
    {
      zh: `请使用建立这些数据的驿客版本打开它（其内置 PostgreSQL ${found}），或恢复到新的文件夹。数据未被改动。`,
      en: `Open it with the Quayside release that made it (embedding PostgreSQL ${found}), or start in another folder. The data was not touched.`,
    },
  )

/** For the migration runner: the database was already used by a later release. */
export const newerSchema = (found: string, known: string) =>
  new StartupProblem(
    'newerSchema',
    {
      zh: `数据库由更新版本的驿客使用过（结构 ${found}，本版本只认识到 ${known}）。`,
      en: `The database was used by a newer Quayside (schema ${found}; this release knows up to ${known}).`,
    },
    {
      zh: '请升级到该版本或更新的版本，或从旧备份恢复。数据未被改动。',
      en: 'Upgrade to that release or later, or restore an older backup. The data was not touched.',
    },
  )

/** For the HTTP listener of the application. */
export const portTaken = (host: string, port: number) =>
  new StartupProblem(
    'portTaken',
    { zh: `地址 ${host}:${port} 已被其他程序占用。`, en: `Address ${host}:${port} is taken by another program.` },
    {
      zh: `换一个端口：QUAYSIDE_PORT=${port + 1} npm start。`,
      en: `Choose another port: QUAYSIDE_PORT=${port + 1} npm start.`,
    },
  )

export const noUnprivilegedUser = (cause?: unknown) =>
  new StartupProblem(
    'noUnprivilegedUser',
    {
      zh: 'PostgreSQL 不能以 root 运行，而这里也无法切换到普通用户。',
      en: 'PostgreSQL refuses to run as root, and switching to an unprivileged user is not possible here.',
    },
    {
      zh: `请以普通用户启动，或建立系统用户：useradd --system quayside。${otherServer.zh}`,
      en: `Start as an ordinary user, or create one: useradd --system quayside. ${otherServer.en}`,
    },
    cause,
  )

export const passwordLost = (file: string) =>
  new StartupProblem(
    'passwordLost',
    { zh: `数据库密码文件 ${file} 丢失或不正确。`, en: `The database password file ${file} is missing or wrong.` },
    {
      zh: '请从备份中恢复该文件，或用 npm run restore 恢复到新的文件夹。',
      en: 'Put the file back, or restore a backup into another folder with npm run restore.',
    },
  )
