import type { Category } from '@quayside/contract'
import { Refusal } from '../refusal.ts'
import { inBothLanguages } from '../sentence.ts'
import type { User } from './serve.ts'

/** An answer that tells categories of customer data is not given to who may not see one of them. */
export function refuseHidden(
  { rights }: User,
  categories: readonly Exclude<Category, 'basic'>[],
  action: 'read' | 'export',
): void {
  const hidden = categories.find((category) => !rights.categories[category][action])
  if (hidden) throw hiddenRefusal(hidden, action)
}

/** As the screens name them; what is kept of a refusal is read in either language. */
const categoryZh: Readonly<Record<string, string>> = { address: '地址', finance: '财务', behaviour: '行为' }
const actionZh = { read: '查看', export: '导出' } as const

function hiddenRefusal(category: Category, action: 'read' | 'export'): Refusal {
  const message = `Your roles do not ${action} ${category} data of customers.`
  const zh = `您的角色无权${actionZh[action]}客户的${categoryZh[category] ?? category}数据。请联系管理员。`
  return new Refusal(`${category}Hidden`, 403, message, { extra: inBothLanguages(zh, message) })
}
