import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testSecret } from '../../../../test/global-setup.ts'
import { aUser, type TestDatabase, testDatabase } from '../../../../test/harness.ts'
import { importCommand } from './import-command.ts'

const list = '客户编号,客户名称,联系人,手机\nK1,上海远洋物流有限公司,王芳,13800138000\nK2,,,\n'

function urlOf({ ownerConfig: { host = '', port, user, password, database } }: TestDatabase): string {
  const login = `${user}:${encodeURIComponent(String(password))}`
  const socket = host.startsWith('/')
  return `postgres://${login}@${socket ? 'localhost' : host}:${port}/${database}${socket ? `?host=${encodeURIComponent(host)}` : ''}`
}

async function desk() {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'quayside-command-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const user = await aUser(database, { roles: ['administrator'], email: 'boss@example.test' })
  const said: string[] = []
  const command = (...args: string[]) =>
    importCommand(args, {
      databaseUrl: urlOf(database),
      dataDir,
      secret: testSecret,
      say: ({ zh, en }) => said.push(zh, en),
      progress: () => undefined,
    })
  const file = join(dataDir, 'list.csv')
  await writeFile(file, list)
  return { database, user, said, command, file, dataDir }
}

test('the command checks, reports in both languages, and imports only with --yes', async () => {
  const { database, said, command, file, dataDir } = await desk()
  const faulty = join(dataDir, 'faulty.csv')
  expect(await command(file, '--target', 'customers', '--faulty', faulty)).toBe(0)
  expect(said.join('\n')).toMatch(
    /已检查 2 行：1 行可导入[\s\S]*Checked 2 rows: 1 can be imported[\s\S]*第 3 行“客户名称”[\s\S]*--yes/,
  )
  expect(await readFile(faulty, 'utf8')).toContain('“Customer name” is missing')
  const count = async () => (await database.owner.query('select count(*)::int as n from accounts')).rows[0].n
  expect(await count()).toBe(0)

  expect(await command(file, '--target', 'customers', '--owner', 'boss@example.test', '--yes')).toBe(0)
  expect(said.at(-1)).toBe('Imported: 1 accounts made, 0 changed, 1 contacts, 0 orders, 0 lines; 1 rows stay behind.')
  expect((await database.owner.query('select u.email from accounts a join users u on u.id = a.owner_id')).rows).toEqual(
    [{ email: 'boss@example.test' }],
  )
})

test('a mapping from a file is taken as it is', async () => {
  const { database, command, file, dataDir } = await desk()
  const map = join(dataDir, 'map.json')
  await writeFile(map, JSON.stringify({ 客户编号: 'externalKey', 客户名称: 'name', 联系人: 'note+', 手机: null }))
  expect(await command(file, '--target', 'customers', '--map', map, '--yes')).toBe(0)
  expect((await database.owner.query('select note from accounts')).rows).toEqual([{ note: '联系人: 王芳' }])
})

test.each([
  [['--target', 'cats'], /--target/],
  [['--target', 'customers', '--as', 'nobody@example.test'], /nobody@example\.test/],
])('what is wrong with %j is said with what to do', async (flags, message) => {
  const { command, file } = await desk()
  await expect(command(file, ...flags)).rejects.toThrow(message)
})
