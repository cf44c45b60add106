/** What people write for the values of a choice, in Chinese and English. Compared without case and spaces. */
type Synonyms = Readonly<Record<string, readonly string[]>>

const kind: Synonyms = {
  enterprise: ['企业', '公司', '单位', '企业客户', 'company', 'organisation', 'organization', 'corporate', 'business'],
  individual: ['个人', '个人客户', '自然人', 'person', 'consumer', 'private'],
  department: ['部门', '内部', '内部客户', 'internal', 'internaldepartment', 'homeoffice'],
}
const size: Synonyms = {
  micro: ['微型', '微型企业', '微'],
  small: ['小型', '小型企业', '小'],
  medium: ['中型', '中型企业', '中', 'mid'],
  large: ['大型', '大型企业', '大', 'big'],
  group: ['集团', '集团公司'],
}
const accountType: Synonyms = {
  contract: ['合同', '合约', '协议'],
  credit: ['月结', '赊销', '信用', '账期'],
  cash: ['现结', '现金', '现付'],
  prepaid: ['预付', '预存', '预付款'],
}
const creditGrade: Synonyms = { AAA: [], AA: [], A: [], B: [], C: [], D: [] }
const gender: Synonyms = { female: ['女', 'f', '女士'], male: ['男', 'm', '先生'], other: ['其他'] }
const status: Synonyms = {
  draft: ['草稿'],
  confirmed: ['已确认', '确认', 'open', 'processing', '处理中'],
  inTransit: ['运输中', '在途', 'shipped', '已发货'],
  completed: ['已完成', '完成', '已签收', 'delivered', 'closed', 'done'],
  cancelled: ['已取消', '取消', 'canceled', 'void'],
}
const service: Synonyms = {
  road: ['公路', '陆运', '汽运', '卡车', 'truck', 'ltl', 'ftl', '零担', '整车'],
  rail: ['铁路', '班列', 'train'],
  air: ['空运', '航空', 'aircharter', 'airfreight'],
  sea: ['海运', '水运', 'ocean', 'vessel', 'oceanfreight', 'fcl', 'lcl'],
  express: ['快递', '快运', 'courier', 'parcel'],
  multimodal: ['多式联运', '联运'],
  warehousing: ['仓储', '仓库', 'storage', 'warehouse'],
  processing: ['流通加工', '加工'],
  customs: ['报关', '清关'],
  packaging: ['包装', 'packing'],
  goods: ['货物', '商品', '产品'],
  other: ['其他', '其它'],
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
const table = (synonyms: Synonyms) =>
  new Map(Object.entries(synonyms).flatMap(([value, names]) => [value, ...names].map((name) => [plain(name), value])))

const tables = {
  kind: table(kind),
  size: table(size),
  accountType: table(accountType),
  creditGrade: table(creditGrade),
  gender: table(gender),
  status: table(status),
  service: table(service),
}

export type Choice = keyof typeof tables

/** @example choiceOf('size', '大型企业') // 'large' */
export const choiceOf = (choice: Choice, text: string): string | undefined => tables[choice].get(plain(text))

export const choicesOf = (choice: Choice): string => [...new Set(tables[choice].values())].join(', ')

const countryNames = new Map<string, string>()
function countries(): Map<string, string> {
  if (countryNames.size > 0) return countryNames
  const inEnglish = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const inChinese = new Intl.DisplayNames('zh-CN', { type: 'region', fallback: 'none' })
  for (let first = 65; first <= 90; first++)
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second)
      for (const name of [inEnglish.of(code), inChinese.of(code)]) if (name) countryNames.set(plain(name), code)
    }
  const more: Record<string, string> = {
    usa: 'US',
    uk: 'GB',
    'congo,drc': 'CD',
    中国大陆: 'CN',
    香港: 'HK',
    台湾: 'TW',
    澳门: 'MO',
    burma: 'MM',
    "coted'ivoire": 'CI',
  }
  for (const [name, code] of Object.entries(more)) countryNames.set(plain(name), code)
  return countryNames
}

/** ISO 3166 code of a country written as code or by its English or Chinese name. */
export function countryCode(text: string): string | undefined {
  const clean = text.normalize('NFKC').trim()
  if (/^[A-Za-z]{2}$/.test(clean))
    return countries().size > 0 && [...countries().values()].includes(clean.toUpperCase())
      ? clean.toUpperCase()
      : undefined
  return countries().get(plain(clean).replaceAll('’', "'"))
}
