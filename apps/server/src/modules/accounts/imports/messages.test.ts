import { listImports, readImport } from '@quayside/contract'
import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { upload, work } from './for-tests.ts'

async function aDesk() {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  const owner = await aUser(database, { locale: 'en' })
  return { app: await testApp(database, { as: owner, files, now }), database, files, now, owner }
}

test('how an import ended is told in both languages, whoever reads it', async () => {
  const desk = await aDesk()
  const { id } = await upload(desk, 'a.csv', 'Key,Name\nK1,Alpha\n')
  await desk.database.owner.query(`update imports set state = 'checking', acting_id = $2 where id = $1`, [
    id,
    desk.owner.id,
  ])
  const gone = { ...desk.files, has: async () => false }
  const told = (await work({ ...desk, files: gone }, id)).message
  expect(told).toEqual({
    zh: '文件已不存在，请重新上传。',
    en: 'The file is no longer there. Upload it again.',
    code: 'fileGone',
    params: {},
  })
  for (const locale of ['zh-CN', 'en'] as const) {
    const as = await aUser(desk.database, { locale })
    expect((await desk.app.call(readImport, { as, params: { id } })).body.message).toEqual(told)
  }
  const { rows } = await desk.database.owner.query(`select data from events where kind = 'import.failed'`)
  expect(rows).toEqual([{ data: { message: told } }])
})

test('an import that ended before codes were kept still says what it said', async () => {
  const desk = await aDesk()
  const { id } = await upload(desk, 'a.csv', 'Key,Name\nK1,Alpha\n')
  await desk.database.owner.query(
    `update imports set state = 'failed', message = '{"zh": "旧的说明。", "en": "As it was."}' where id = $1`,
    [id],
  )
  const { body } = await desk.app.call(listImports, {})
  expect(body.rows[0]?.message).toEqual({ zh: '旧的说明。', en: 'As it was.', code: null, params: {} })
})
