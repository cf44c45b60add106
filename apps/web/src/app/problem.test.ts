import { beforeAll, expect, test } from 'vitest'
import { i18next } from '../i18n/i18n.ts'
import { ApiProblem } from './problem.ts'

beforeAll(async () => {
  await i18next.init({
    lng: 'zh-CN',
    defaultNS: 'app',
    resources: { 'zh-CN': { app: { problem: { known: '已知' } } }, en: { app: { problem: { known: 'Known' } } } },
  })
})

const refused = (code: string) => {
  const told = { messageZh: '您的角色无权导出。', messageEn: 'Your roles do not export.' }
  return new ApiProblem({ status: 403, code, detail: 'Your roles do not export.', errors: [] }, told).message
}

test('a refusal that brings its sentence in both languages is read in the reader’s; texts of ours come first', async () => {
  expect([refused('behaviourHidden'), refused('known')]).toEqual(['您的角色无权导出。', '已知'])
  await i18next.changeLanguage('en')
  expect([refused('behaviourHidden'), refused('known')]).toEqual(['Your roles do not export.', 'Known'])
})
