import { type Bilingual, diskFull, folderNotWritable, noUnprivilegedUser, StartupProblem } from './startup-problem.ts'

const logLinesShown = 8

/** Turns what initdb or postgres wrote, or an error of the operating system, into a problem with a remedy. */
export function explainFailure(what: Bilingual, output: string, folder: string, cause?: unknown): StartupProblem {
  if (cause instanceof StartupProblem) return cause

  const systemCode = systemErrorCode(cause)
  if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT' || /No space left on device|Disk quota exceeded/i.test(output))
    return diskFull(folder, undefined, undefined, cause)
  if (
    ['EACCES', 'EROFS', 'EPERM'].includes(systemCode ?? '') ||
    /Permission denied|Read-only file system/i.test(output)
  )
    return folderNotWritable(folder, cause)
  if (/cannot be run as root|could not look up effective user/i.test(output)) return noUnprivilegedUser(cause)
  const library =
    /error while loading shared libraries: ([^:]+):/.exec(output)?.[1] ?? /Library not loaded: (\S+)/.exec(output)?.[1]
  if (library !== undefined) return libraryMissing(library, cause)
  return couldNotStart(what, output, cause)
}

function systemErrorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
}

const libraryMissing = (library: string, cause: unknown) =>
  new StartupProblem(
    'libraryMissing',
    {
      zh: `内置 PostgreSQL 缺少系统库 ${library}。`,
      en: `The embedded PostgreSQL misses the system library ${library}.`,
    },
    {
      zh: '请安装该库（Debian：apt-get install libstdc++6；若是软件包自带的库，请删除 node_modules 后重新运行），或设置 DATABASE_URL 使用自己的 PostgreSQL。',
      en: 'Install it (Debian: apt-get install libstdc++6; if it comes with the package, delete node_modules and run again), or set DATABASE_URL to your own PostgreSQL.',
    },
    cause,
  )

const couldNotStart = (what: Bilingual, output: string, cause: unknown) => {
  const lastLines = output.trim().split('\n').slice(-logLinesShown).join('\n  ')
  const reason = lastLines === '' ? String(cause ?? '') : lastLines
  return new StartupProblem(
    'couldNotStart',
    { zh: `${what.zh}失败。`, en: `${what.en} failed.` },
    { zh: `原因：\n  ${reason}`, en: `It said:\n  ${reason}` },
    cause,
  )
}
