import { expect, test } from 'vitest'
import { requireSpace } from './data-folder.ts'
import { explainFailure } from './explain-failure.ts'
import { aFolder } from './folder-for-test.ts'
import { newerSchema, portTaken, printable, StartupProblem, unsupportedPlatform } from './startup-problem.ts'

const what = { zh: '启动数据库', en: 'Starting the database' }
const systemError = (code: string) => Object.assign(new Error(code), { code })

test.each([
  ['initdb: error: could not write file "x": No space left on device', 'diskFull'],
  ['FATAL:  could not create lock file "postmaster.pid": Permission denied', 'folderNotWritable'],
  ['FATAL:  could not open "x": Read-only file system', 'folderNotWritable'],
  ['initdb: error: cannot be run as root', 'noUnprivilegedUser'],
  ['postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object file', 'libraryMissing'],
  ['FATAL:  something never seen', 'couldNotStart'],
])('%s → %s', (output, code) => {
  const problem = explainFailure(what, output, '/data')
  expect(problem.code).toBe(code)
  expect(problem.text.zh).not.toBe(problem.text.en)
})

test.each([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EACCES', 'folderNotWritable'],
  ['EROFS', 'folderNotWritable'],
])('the system error %s → %s', (errorCode, code) => {
  expect(explainFailure(what, '', '/data', systemError(errorCode)).code).toBe(code)
})

test('an unknown failure shows the last lines the server wrote', () => {
  const output = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n')
  const { hint } = explainFailure(what, output, '/data')
  expect(hint.en).toContain('line 29')
  expect(hint.en).not.toContain('line 2\n')
})

test('a missing library is named', () => {
  const problem = explainFailure(what, 'error while loading shared libraries: libfoo.so.1: cannot open', '/data')
  expect(problem.text.en).toContain('libfoo.so.1')
})

test('too little free space is told before anything is written', async () => {
  const folder = await aFolder()
  await expect(requireSpace(folder, 2 ** 50)).rejects.toMatchObject({
    code: 'diskFull',
    text: { en: expect.stringMatching(/\d+ MiB free, 1125899906842624 MiB needed/) },
  })
})

test('every problem is printed in Chinese and English, with what to do', () => {
  for (const problem of [portTaken('127.0.0.1', 4747), unsupportedPlatform('sunos-sparc'), newerSchema('12', '9')]) {
    expect(problem).toBeInstanceOf(StartupProblem)
    const text = printable(problem)
    for (const part of [problem.text.zh, problem.text.en, problem.hint.zh, problem.hint.en])
      expect(text).toContain(part)
  }
  expect(unsupportedPlatform('sunos-sparc').hint.en).toContain('DATABASE_URL=')
})
