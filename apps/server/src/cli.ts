import { resolve } from 'node:path'
import { projectRoot } from './config.ts'
import { importCommand, importUsage } from './modules/accounts/index.ts'
import { backupCommand, restoreCommand } from './platform/embedded/backup-command.ts'
import { type Bilingual, defaultDataDir, printable, StartupProblem } from './platform/embedded/index.ts'

interface Command {
  usage: string
  about: Bilingual
  run(args: readonly string[]): Promise<void>
}

const say = ({ zh, en }: Bilingual) => console.log(`${zh}\n${en}`)
const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1)

/** Every command: one entry each. */
const commands: Record<string, Command> = {
  backup: {
    usage: 'npm run backup FILE',
    about: { zh: '备份内置数据库和附件', en: 'Back up the embedded database and the attachments' },
    async run([file]) {
      const dataDir = defaultDataDir(projectRoot)
      const made = await backupCommand({ dataDir, file: wanted(file), now: new Date(), log: say })
      say({
        zh: `已备份到 ${made.file}（${mebibytes(made.bytes)} MiB，${made.files} 个文件）。`,
        en: `Backed up to ${made.file} (${mebibytes(made.bytes)} MiB, ${made.files} files).`,
      })
    },
  },
  restore: {
    usage: 'npm run restore FILE',
    about: { zh: '把备份恢复到空的数据文件夹', en: 'Restore a backup into an empty data folder' },
    async run([file]) {
      const dataDir = defaultDataDir(projectRoot)
      await restoreCommand(wanted(file), dataDir, say)
      say({ zh: `已恢复到 ${dataDir}。`, en: `Restored into ${dataDir}.` })
    },
  },
  import: {
    usage: importUsage,
    about: { zh: '从文件导入客户、订单或联系人', en: 'Import customers, orders or contacts from a file' },
    async run([file, ...flags]) {
      const path = file === undefined || file.startsWith('-') ? [] : [wanted(file)]
      process.exitCode = await importCommand([...path, ...flags], {
        databaseUrl: process.env.DATABASE_URL || undefined,
        dataDir: defaultDataDir(projectRoot),
        secret: process.env.QUAYSIDE_SECRET || undefined,
        say,
        progress: (text) => {
          if (process.stderr.isTTY) process.stderr.write(`\r${text} `)
        },
      })
    },
  },
  warehouse: {
    usage: 'npm run quayside -- warehouse rebuild',
    about: { zh: '从零重建数据仓库', en: 'Rebuild the warehouse from zero' },
    async run([what, ...rest]) {
      if (what !== 'rebuild' || rest.length > 0) throw misused()
      // A column store that no other command needs.
      const { rebuildCommand } = await import('./warehouse/rebuild-command.ts')
      await rebuildCommand({
        databaseUrl: process.env.DATABASE_URL || undefined,
        warehouseUrl: process.env.WAREHOUSE_URL || undefined,
        dataDir: defaultDataDir(projectRoot),
        secret: process.env.QUAYSIDE_SECRET || undefined,
        say,
        progress: (line) => console.log(line),
      })
    },
  },
}

/** Relative to where the person stands, which npm hides. */
function wanted(file: string | undefined): string {
  if (file === undefined) throw misused()
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

function misused(): StartupProblem {
  const list = (language: keyof Bilingual) =>
    Object.values(commands)
      .map(({ usage, about }) => `${usage}\n      ${about[language]}`)
      .join('\n  ')
  return new StartupProblem(
    'couldNotStart',
    { zh: '无法识别这条命令。', en: 'The command is not understood.' },
    { zh: list('zh'), en: list('en') },
  )
}

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw misused()
  await command.run(args)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof StartupProblem ? printable(error) : error)
  process.exit(1)
})
