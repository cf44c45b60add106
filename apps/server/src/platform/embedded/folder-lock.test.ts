import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from './folder-for-test.ts'
import { lockFolder, lockHolder } from './folder-lock.ts'
import { identityOf } from './process-identity.ts'

test('of many who ask at once one gets the folder', async () => {
  const folder = await aFolder()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['lock.json'])
})

test.each([
  ['a process that is gone', JSON.stringify({ pid: 4_194_303, started: '' })],
  ['a process whose number was given out again', JSON.stringify({ pid: process.pid, started: '1@another-boot' })],
  ['a lock cut short', '{"pid":12'],
  ['an empty lock', ''],
])('%s does not hold the folder', async (_, content) => {
  const folder = await aFolder()
  await writeFile(join(folder, 'lock.json'), content)
  expect(await lockHolder(folder)).toBeUndefined()
  const lock = await lockFolder(folder)
  expect(await lockHolder(folder)).toMatchObject(identityOf(process.pid))
  await lock.release()
  expect(await readdir(folder)).toEqual([])
})

test('many who find the same dead lock do not take it from each other', async () => {
  for (let round = 0; round < 20; round++) {
    const folder = await aFolder()
    await writeFile(join(folder, 'lock.json'), JSON.stringify({ pid: 4_194_303, started: '' }))
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['lock.json'])
  }
})

test('the holder announces its address and removes only its own lock', async () => {
  const folder = await aFolder()
  const lock = await lockFolder(folder)
  await lock.announce({ host: '/tmp/somewhere', port: 5432 })
  expect(await lockHolder(folder)).toMatchObject({ host: '/tmp/somewhere', port: 5432, pid: process.pid })

  const other = JSON.stringify({ ...identityOf(process.ppid), host: '', port: 0 })
  await writeFile(join(folder, 'lock.json'), other)
  await lock.release()
  expect(await readFile(join(folder, 'lock.json'), 'utf8')).toBe(other)
})
