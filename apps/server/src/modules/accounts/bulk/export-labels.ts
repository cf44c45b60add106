import { NEXT_ACTIONS, RFM_SEGMENTS } from '@quayside/analytics'

export type LabelLocale = 'zh-CN' | 'en'

/** Heads of exported columns. A key without an entry is shown as it is. */
const fields: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  number: ['客户编号', 'Number'],
  kind: ['类型', 'Kind'],
  name: ['名称', 'Name'],
  nameEn: ['英文名称', 'English name'],
  shortName: ['简称', 'Short name'],
  creditCode: ['统一社会信用代码', 'Credit code'],
  externalKey: ['外部编号', 'External key'],
  phone: ['电话', 'Phone'],
  email: ['邮箱', 'E-mail'],
  website: ['网站', 'Website'],
  industry: ['行业', 'Industry'],
  size: ['规模', 'Size'],
  parent: ['上级客户', 'Parent'],
  parentId: ['上级客户标识', 'Parent id'],
  language: ['语言', 'Language'],
  gender: ['性别', 'Gender'],
  birthDate: ['出生日期', 'Date of birth'],
  departmentHead: ['部门负责人', 'Head of department'],
  note: ['备注', 'Note'],
  tags: ['标签', 'Tags'],
  goods: ['货物', 'Goods'],
  serviceNeeds: ['服务需求', 'Service needs'],
  businessScope: ['经营范围', 'Business scope'],
  competitorsUsed: ['使用的竞争对手', 'Competitors used'],
  seasonality: ['季节性', 'Seasonality'],
  potential: ['发展潜力', 'Potential'],
  accountType: ['账户类型', 'Account type'],
  creditLimitE4: ['信用额度', 'Credit limit'],
  creditGrade: ['信用等级', 'Credit grade'],
  paymentDays: ['账期（天）', 'Payment days'],
  currency: ['币种', 'Currency'],
  bankName: ['开户银行', 'Bank'],
  bankAccount: ['银行账号', 'Bank account'],
  taxTitle: ['发票抬头', 'Invoice title'],
  sharedNote: ['共享说明', 'Shared note'],
  owner: ['负责人', 'Owner'],
  ownerId: ['负责人标识', 'Owner id'],
  team: ['团队', 'Team'],
  teamId: ['团队标识', 'Team id'],
  state: ['客户状态', 'State'],
  stateSince: ['状态起始', 'State since'],
  tier: ['等级', 'Tier'],
  city: ['城市', 'City'],
  orders: ['订单数', 'Orders'],
  amount: ['交易额', 'Amount'],
  amountE4: ['交易额', 'Amount'],
  firstOrderOn: ['首次下单', 'First order'],
  lastOrderOn: ['最近下单', 'Last order'],
  quality: ['资料质量', 'Data quality'],
  qualityScore: ['资料质量', 'Data quality'],
  segment: ['RFM 客群', 'RFM segment'],
  health: ['健康度', 'Health'],
  alive: ['存活概率', 'Probability alive'],
  slippingSince: ['流失预警自', 'Slipping since'],
  lifetimeValue: ['终生价值', 'Lifetime value'],
  margin: ['毛利率', 'Gross margin'],
  nextAction: ['下一步最佳行动', 'Next best action'],
  nextFollowUp: ['下次跟进', 'Next follow-up'],
  nextFollowUpAt: ['下次跟进', 'Next follow-up'],
  verifiedAt: ['核实时间', 'Verified at'],
  createdAt: ['创建时间', 'Created at'],
  updatedAt: ['更新时间', 'Updated at'],
}

const choices: Readonly<Record<string, Readonly<Record<string, readonly [zh: string, en: string]>>>> = {
  kind: {
    enterprise: ['企业客户', 'Company'],
    individual: ['个人客户', 'Individual'],
    department: ['内部客户', 'Internal department'],
  },
  state: {
    prospect: ['线索', 'Prospect'],
    potential: ['潜在', 'Potential'],
    active: ['活跃', 'Active'],
    mature: ['成熟', 'Mature'],
    dormant: ['休眠', 'Dormant'],
    lost: ['流失', 'Lost'],
    wonBack: ['赢回', 'Won back'],
  },
  size: {
    micro: ['微型', 'Micro'],
    small: ['小型', 'Small'],
    medium: ['中型', 'Medium'],
    large: ['大型', 'Large'],
    group: ['集团', 'Group'],
  },
  accountType: {
    contract: ['合同', 'Contract'],
    credit: ['赊销', 'Credit'],
    cash: ['现结', 'Cash'],
    prepaid: ['预付', 'Prepaid'],
  },
  segment: Object.fromEntries(RFM_SEGMENTS.map(({ key, zh, en }) => [key, [zh, en]])),
  nextAction: Object.fromEntries(NEXT_ACTIONS.map(({ key, zh, en }) => [key, [zh, en]])),
  gender: { female: ['女', 'Female'], male: ['男', 'Male'], other: ['其他', 'Other'] },
}

const inLocale = (label: readonly [string, string] | undefined, locale: LabelLocale): string | undefined =>
  label?.[locale === 'en' ? 1 : 0]

export const fieldLabel = (key: string, locale: LabelLocale): string => inLocale(fields[key], locale) ?? key
export const choiceLabel = (field: string, value: string, locale: LabelLocale): string =>
  inLocale(choices[field]?.[value], locale) ?? value
