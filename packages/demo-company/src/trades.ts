export type DemoService =
  | 'road'
  | 'rail'
  | 'air'
  | 'sea'
  | 'express'
  | 'multimodal'
  | 'warehousing'
  | 'processing'
  | 'customs'
  | 'packaging'

/** A trade of customers: how it is called, what it ships, which services it buys (weights), and its year. */
export interface Trade {
  zh: string
  en: string
  industry: string
  goods: readonly string[]
  services: readonly (readonly [DemoService, number])[]
  /** Twelve monthly factors from January. */
  months: readonly number[]
}

const flat = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] as const
const yearEnd = [0.9, 0.8, 0.9, 0.95, 1, 1.1, 0.95, 1, 1.05, 1.1, 1.5, 1.3] as const
const summer = [0.7, 0.7, 0.9, 1.1, 1.3, 1.4, 1.4, 1.3, 1, 0.8, 0.7, 0.7] as const
const autumn = [0.8, 0.7, 0.9, 0.95, 1, 1, 1.05, 1.25, 1.3, 1.2, 1.05, 0.9] as const

export const trades: readonly Trade[] = [
  {
    zh: '电子科技',
    en: 'Electronics',
    industry: '电子',
    goods: ['电子元器件', '手机配件', '线路板'],
    services: [
      ['air', 4],
      ['road', 3],
      ['customs', 2],
      ['warehousing', 1],
    ],
    months: yearEnd,
  },
  {
    zh: '服饰',
    en: 'Apparel',
    industry: '服装',
    goods: ['成衣', '面料', '鞋帽'],
    services: [
      ['sea', 3],
      ['road', 3],
      ['express', 2],
      ['warehousing', 2],
    ],
    months: autumn,
  },
  {
    zh: '食品',
    en: 'Foods',
    industry: '食品',
    goods: ['休闲食品', '粮油', '调味品'],
    services: [
      ['road', 5],
      ['warehousing', 3],
      ['rail', 1],
    ],
    months: [1.3, 0.8, 0.9, 0.95, 1, 1, 1, 1, 1.2, 1, 1, 1.1],
  },
  {
    zh: '冷链生鲜',
    en: 'Fresh Foods',
    industry: '生鲜',
    goods: ['冷冻水产', '鲜果', '乳制品'],
    services: [
      ['road', 5],
      ['air', 2],
      ['warehousing', 3],
    ],
    months: summer,
  },
  {
    zh: '医药',
    en: 'Pharmaceuticals',
    industry: '医药',
    goods: ['处方药', '疫苗', '医疗器械'],
    services: [
      ['air', 3],
      ['road', 3],
      ['warehousing', 2],
      ['packaging', 1],
    ],
    months: flat,
  },
  {
    zh: '汽车配件',
    en: 'Auto Parts',
    industry: '汽车',
    goods: ['汽车零部件', '轮胎', '内饰件'],
    services: [
      ['road', 5],
      ['rail', 2],
      ['warehousing', 3],
      ['processing', 1],
    ],
    months: flat,
  },
  {
    zh: '机械设备',
    en: 'Machinery',
    industry: '机械',
    goods: ['数控机床', '工程机械', '泵阀'],
    services: [
      ['road', 3],
      ['sea', 3],
      ['multimodal', 2],
      ['customs', 1],
    ],
    months: [0.9, 0.8, 1.1, 1.1, 1.1, 1, 0.95, 0.95, 1.1, 1, 1, 1],
  },
  {
    zh: '化工',
    en: 'Chemicals',
    industry: '化工',
    goods: ['塑料粒子', '涂料', '化工原料（第3类危险品）'],
    services: [
      ['road', 4],
      ['rail', 2],
      ['sea', 2],
    ],
    months: flat,
  },
  {
    zh: '家居',
    en: 'Furnishings',
    industry: '家居',
    goods: ['板式家具', '灯具', '床垫'],
    services: [
      ['sea', 4],
      ['road', 3],
      ['warehousing', 1],
      ['packaging', 1],
    ],
    months: autumn,
  },
  {
    zh: '电子商务',
    en: 'E-Commerce',
    industry: '电商',
    goods: ['日用百货', '美妆', '小家电'],
    services: [
      ['express', 6],
      ['warehousing', 3],
      ['road', 2],
    ],
    months: [0.9, 0.7, 0.9, 0.9, 0.95, 1.35, 0.9, 0.95, 1, 1.1, 1.9, 1.3],
  },
  {
    zh: '建材',
    en: 'Building Materials',
    industry: '建材',
    goods: ['瓷砖', '卫浴', '钢材'],
    services: [
      ['road', 5],
      ['rail', 3],
    ],
    months: [0.7, 0.6, 1.1, 1.2, 1.2, 1.1, 1, 1, 1.1, 1.1, 1, 0.9],
  },
  {
    zh: '国际贸易',
    en: 'Trading',
    industry: '外贸',
    goods: ['玩具', '五金工具', '节庆用品'],
    services: [
      ['sea', 5],
      ['customs', 3],
      ['road', 2],
      ['air', 1],
    ],
    months: autumn,
  },
]

/** Price of one line in yuan (median), its spread, and the usual share of cost. */
export const servicePrices: Record<DemoService, { median: number; spread: number; costShare: number; days: number }> = {
  road: { median: 2_400, spread: 0.7, costShare: 0.86, days: 3 },
  rail: { median: 3_600, spread: 0.6, costShare: 0.84, days: 6 },
  air: { median: 5_200, spread: 0.8, costShare: 0.88, days: 2 },
  sea: { median: 9_800, spread: 0.7, costShare: 0.87, days: 21 },
  express: { median: 180, spread: 0.9, costShare: 0.8, days: 2 },
  multimodal: { median: 7_400, spread: 0.6, costShare: 0.85, days: 12 },
  warehousing: { median: 3_000, spread: 0.8, costShare: 0.74, days: 0 },
  processing: { median: 1_500, spread: 0.6, costShare: 0.7, days: 1 },
  customs: { median: 450, spread: 0.4, costShare: 0.45, days: 1 },
  packaging: { median: 380, spread: 0.6, costShare: 0.62, days: 1 },
}

export const demoServices = Object.keys(servicePrices) as DemoService[]

export const unitOf = (service: DemoService) => (service === 'express' ? '票' : service === 'sea' ? '箱' : '托')

/** Who carries or works for the company, by service: names of no firm. */
const vendors: Record<DemoService, readonly string[]> = {
  road: ['顺达公路联运', '华骏干线', '蓝途车队'],
  rail: ['中陆班列', '联铁物流'],
  air: ['云翼航空货运', '东方空运'],
  sea: ['海盟航运', '远丰船务', '北辰海运'],
  express: ['迅捷快递', '飞鹿速运'],
  multimodal: ['江海联运', '中陆班列'],
  warehousing: ['自营仓'],
  processing: ['自营仓'],
  customs: ['通达报关行', '诚关报关'],
  packaging: ['坚盒包装'],
}

/** The vendor of a service to a place: each place has its usual ones, and no random number is drawn for it. */
export const vendorOf = (service: DemoService, placeNumber: number): string =>
  vendors[service][placeNumber % vendors[service].length] as string
