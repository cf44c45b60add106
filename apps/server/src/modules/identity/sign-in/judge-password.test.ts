import { expect, test } from 'vitest'
import { judgePassword } from './judge-password.ts'

const person = { name: 'Wang Lihua', email: 'lihua.wang@example.test' }

test.each([
  ['1234567890', false],
  ['qwertyuiop', false],
  ['Password123!', false],
  ['P@ssw0rd2026', false],
  ['wanglihua1988', false],
  ['lihuawang!!', false],
  ['quayside2026', false],
  ['aaaaaaaaaaaaaaaaaaaa', false],
  ['22.11.1988', false],
  ['grapnel-oolong-47-lantern', true],
  ['kR7#vq2!Lm9z', true],
  ['三号泊位的集装箱今天靠岸', true],
])('%s: acceptable %s', async (password, acceptable) => {
  const judgement = await judgePassword(password, person)
  expect(judgement.acceptable).toBe(acceptable)
  expect(judgement.messageZh).toMatch(/\p{Script=Han}/u)
  expect(judgement.messageEn).toMatch(/^[A-Z]/)
})

test('a name written in both scripts is known in each', async () => {
  const both = { name: '韩梅 Han Mei', email: 'h.m@example.test' }
  expect(await judgePassword('hanmei1234', both)).toMatchObject({ acceptable: false })
  expect(await judgePassword('meihan1234', both)).toMatchObject({ acceptable: false })
})

test('no password keeps the judge busy: what costs most to read is read in part', async () => {
  await judgePassword('to load the dictionaries', person)
  const worst = [
    'Tr0ub4dour&3-1!2@3#4$5%6^7&8*9(0)qwertyuiop',
    '4@8({[</369&#!1/|0$5+7%2/4@8',
    '2026-11-22 1999/12/31 ',
  ]
  const started = process.cpuUsage()
  for (const part of worst) await judgePassword(part.repeat(10).slice(0, 200), person)
  // Microseconds of processor time, so that a busy machine does not decide; without bounds these three take 9 s.
  expect(process.cpuUsage(started).user).toBeLessThan(3_000_000)
})
