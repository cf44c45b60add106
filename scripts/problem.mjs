/** Something outside the program is in the way; the person at the keyboard can put it right. */
export class Problem extends Error {
  /**
   * @param {{ zh: string, en: string }} text
   * @param {{ zh: string, en: string }} hint
   */
  constructor(text, hint) {
    super(`${text.en} ${hint.en}`)
    this.text = text
    this.hint = hint
  }
}

/** Chinese first, English after it, on one line: nobody has chosen a language yet. */
export function say(zh, en) {
  process.stderr.write(`${zh} ${en}\n`)
}

/** @throws what is not a problem with a remedy */
export function tell(error) {
  if (!(error instanceof Problem)) throw error
  const { text, hint } = error
  process.stderr.write(`\n✗ ${text.zh}\n  ${hint.zh}\n✗ ${text.en}\n  ${hint.en}\n\n`)
}

/** Runs the whole of a script; a problem is printed with its remedy, anything else with its stack. */
export async function main(action) {
  try {
    await action()
  } catch (error) {
    tell(error)
    process.exitCode = 1
  }
}

const registryCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|FETCH_ERROR|E50[234])\b/

/** What kept npm from its registry, going by what it printed; undefined: it was something else. */
export const networkFault = (output) => registryCodes.exec(output)?.[1]

/** What npm printed, as a problem with a remedy. */
export function explainInstallFailure(output, folder) {
  if (/\bENOSPC\b|no space left/i.test(output)) return diskFull(folder)
  if (/\b(EACCES|EROFS|EPERM)\b/.test(output)) return notWritable(folder)
  const network = networkFault(output)
  if (network !== undefined) return registryUnreachable(network)
  if (/\bEINTEGRITY\b/.test(output)) return damagedDownload()
  return new Problem(
    { zh: '安装依赖失败，原因见上面 npm 的输出。', en: 'Installing the dependencies failed; npm says why above.' },
    { zh: '修正后重新运行同一命令即可。', en: 'Put it right and run the same command again.' },
  )
}

export const diskFull = (folder) =>
  new Problem(
    { zh: `磁盘空间不足：${folder}。`, en: `The disk is full: ${folder}.` },
    { zh: '请至少释放 2 GB 空间后重新运行。', en: 'Free at least 2 GB and run the same command again.' },
  )

export const notWritable = (folder) =>
  new Problem(
    { zh: `无法写入文件夹 ${folder}。`, en: `The folder ${folder} cannot be written.` },
    {
      zh: '请为当前用户授予写权限（不要混用 root 与普通用户运行），然后重新运行。',
      en: 'Give the current user write permission (do not mix runs as root and as a user), then run again.',
    },
  )

const registryUnreachable = (code) =>
  new Problem(
    { zh: `无法连接 npm 软件源（${code}）。`, en: `The npm registry cannot be reached (${code}).` },
    {
      zh: '请检查网络或代理；也可换用软件源：npm config set registry <地址>，然后重新运行。',
      en: 'Check the network or proxy, or choose another registry: npm config set registry <address>, then run again.',
    },
  )

const damagedDownload = () =>
  new Problem(
    { zh: '下载的软件包已损坏。', en: 'A downloaded package is damaged.' },
    { zh: '请运行 npm cache clean --force 后重试。', en: 'Run npm cache clean --force, then try again.' },
  )
