import type { MatchField, MatchVerdict } from './match-record.ts'

type Label = readonly [zh: string, en: string]

const labels: Readonly<Record<MatchField | MatchVerdict, Label>> = {
  name: ['名称', 'Name'],
  namePlace: ['名称中的地名', 'Place in the name'],
  nameIndustry: ['名称中的行业', 'Line of business in the name'],
  legalForm: ['组织形式', 'Legal form'],
  branch: ['分支机构', 'Branch'],
  givenName: ['名', 'Given name'],
  familyName: ['姓', 'Family name'],
  birthDate: ['出生日期', 'Birth date'],
  creditCode: ['统一社会信用代码', 'Unified social credit code'],
  code: ['证件或编号', 'Code'],
  phone: ['电话', 'Phone'],
  email: ['邮箱', 'E-mail'],
  streetNumber: ['门牌号', 'House number'],
  street: ['街道', 'Street'],
  suburb: ['区县', 'District'],
  city: ['城市', 'City'],
  region: ['省份', 'Region'],
  postcode: ['邮编', 'Postcode'],
  category: ['类别', 'Category'],
  same: ['同一客户', 'The same'],
  probable: ['可能重复', 'Probably the same'],
  different: ['不同客户', 'Different'],
}

/**
 * What to call a reason's field or a verdict on the screen.
 * @example matchLabel('creditCode', 'zh-CN') // '统一社会信用代码'
 */
export function matchLabel(of: MatchField | MatchVerdict, language: 'zh-CN' | 'en'): string {
  return labels[of][language === 'zh-CN' ? 0 : 1]
}
