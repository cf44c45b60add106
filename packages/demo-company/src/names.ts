import type { Random } from './random.ts'

/** Syllables of company names with their spelling. */
const brandParts: readonly (readonly [string, string])[] = [
  ['恒', 'heng'],
  ['瑞', 'rui'],
  ['达', 'da'],
  ['远', 'yuan'],
  ['通', 'tong'],
  ['盛', 'sheng'],
  ['华', 'hua'],
  ['泰', 'tai'],
  ['兴', 'xing'],
  ['隆', 'long'],
  ['鑫', 'xin'],
  ['和', 'he'],
  ['德', 'de'],
  ['信', 'xin'],
  ['诚', 'cheng'],
  ['嘉', 'jia'],
  ['润', 'run'],
  ['丰', 'feng'],
  ['凯', 'kai'],
  ['博', 'bo'],
  ['创', 'chuang'],
  ['联', 'lian'],
  ['宏', 'hong'],
  ['金', 'jin'],
  ['海', 'hai'],
  ['天', 'tian'],
  ['新', 'xin'],
  ['东', 'dong'],
  ['利', 'li'],
  ['昌', 'chang'],
  ['源', 'yuan'],
  ['顺', 'shun'],
  ['安', 'an'],
  ['康', 'kang'],
  ['美', 'mei'],
  ['佳', 'jia'],
  ['优', 'you'],
  ['卓', 'zhuo'],
  ['越', 'yue'],
  ['腾', 'teng'],
  ['飞', 'fei'],
  ['翔', 'xiang'],
  ['云', 'yun'],
  ['汇', 'hui'],
  ['智', 'zhi'],
  ['科', 'ke'],
  ['中', 'zhong'],
  ['亚', 'ya'],
  ['欧', 'ou'],
  ['环', 'huan'],
]
const surnames: readonly (readonly [string, string])[] = [
  ['王', 'Wang'],
  ['李', 'Li'],
  ['张', 'Zhang'],
  ['刘', 'Liu'],
  ['陈', 'Chen'],
  ['杨', 'Yang'],
  ['黄', 'Huang'],
  ['赵', 'Zhao'],
  ['吴', 'Wu'],
  ['周', 'Zhou'],
  ['徐', 'Xu'],
  ['孙', 'Sun'],
  ['马', 'Ma'],
  ['朱', 'Zhu'],
  ['胡', 'Hu'],
  ['郭', 'Guo'],
  ['何', 'He'],
  ['林', 'Lin'],
  ['高', 'Gao'],
  ['罗', 'Luo'],
  ['郑', 'Zheng'],
  ['梁', 'Liang'],
  ['谢', 'Xie'],
  ['宋', 'Song'],
  ['唐', 'Tang'],
  ['许', 'Xu'],
  ['邓', 'Deng'],
  ['冯', 'Feng'],
  ['韩', 'Han'],
  ['曹', 'Cao'],
  ['欧阳', 'Ouyang'],
  ['司马', 'Sima'],
]
const givenParts: readonly (readonly [string, string])[] = [
  ['伟', 'wei'],
  ['芳', 'fang'],
  ['娜', 'na'],
  ['敏', 'min'],
  ['静', 'jing'],
  ['丽', 'li'],
  ['强', 'qiang'],
  ['磊', 'lei'],
  ['军', 'jun'],
  ['洋', 'yang'],
  ['勇', 'yong'],
  ['艳', 'yan'],
  ['杰', 'jie'],
  ['娟', 'juan'],
  ['涛', 'tao'],
  ['明', 'ming'],
  ['超', 'chao'],
  ['秀', 'xiu'],
  ['霞', 'xia'],
  ['平', 'ping'],
  ['刚', 'gang'],
  ['桂', 'gui'],
  ['英', 'ying'],
  ['文', 'wen'],
  ['华', 'hua'],
  ['建', 'jian'],
  ['国', 'guo'],
  ['志', 'zhi'],
  ['晓', 'xiao'],
  ['雨', 'yu'],
  ['欣', 'xin'],
  ['怡', 'yi'],
  ['子', 'zi'],
  ['涵', 'han'],
  ['俊', 'jun'],
  ['思', 'si'],
  ['佳', 'jia'],
  ['宇', 'yu'],
  ['梦', 'meng'],
  ['琪', 'qi'],
]
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export interface Named {
  zh: string
  en: string
}

export function aPerson(random: Random): Named & { given: string } {
  const [surname, surnameEn] = random.pick(surnames)
  const parts = random.chance(0.7) ? [random.pick(givenParts), random.pick(givenParts)] : [random.pick(givenParts)]
  const given = parts.map(([zh]) => zh).join('')
  return { zh: surname + given, en: `${capital(parts.map(([, en]) => en).join(''))} ${surnameEn}`, given }
}

export interface CompanyNamed extends Named {
  short: string
  domain: string
}

const forms: readonly (readonly [string, string])[] = [
  ['有限公司', 'Co., Ltd.'],
  ['有限公司', 'Co., Ltd.'],
  ['股份有限公司', 'Corp.'],
  ['集团有限公司', 'Group Co., Ltd.'],
]

/** 深圳市恒瑞达电子科技有限公司 / Shenzhen Hengruida Electronics Co., Ltd. */
export function aCompany(random: Random, city: string, cityEn: string, trade: Named): CompanyNamed {
  const length = random.chance(0.35) ? 3 : 2
  const parts = Array.from({ length }, () => random.pick(brandParts))
  const brand = parts.map(([zh]) => zh).join('')
  const brandEn = parts.map(([, en]) => en).join('')
  const [form, formEn] = random.pick(forms)
  const place = random.chance(0.25) ? city.replace(/市$/, '') : city
  return {
    zh: `${place}${brand}${trade.zh}${form}`,
    en: `${cityEn} ${capital(brandEn)} ${trade.en} ${formEn}`,
    short: `${brand}${trade.zh.slice(0, 2)}`,
    domain: `${brandEn}.example`,
  }
}

export const streets = [
  '人民路',
  '中山路',
  '解放大道',
  '建设路',
  '物流大道',
  '港城路',
  '工业大道',
  '科技园路',
  '长江路',
  '民生街',
  '保税区一路',
  '空港大道',
] as const
export const jobs: readonly (readonly [
  string,
  'decisionMaker' | 'influencer' | 'user' | 'payer' | 'shipper' | 'executive' | 'contact',
])[] = [
  ['物流经理', 'decisionMaker'],
  ['采购经理', 'decisionMaker'],
  ['供应链总监', 'executive'],
  ['总经理', 'executive'],
  ['仓库主管', 'shipper'],
  ['财务', 'payer'],
  ['单证员', 'user'],
  ['客服专员', 'contact'],
  ['关务', 'influencer'],
]
