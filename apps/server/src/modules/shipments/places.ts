import { createRequire } from 'node:module'

export interface Position {
  latitude: number
  longitude: number
}

interface ListedPort {
  name: string
  city?: string
  coordinates?: [number, number]
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase()

/**
 * Inland places of the field's traffic, which no list of ports holds: latitude and longitude in degrees, and how people write them.
 * Rounded to a hundredth: a pin on a map of the world.
 */
const inland: readonly [number, number, ...string[]][] = [
  [39.9, 116.41, 'beijing', '北京', 'cnbjs', 'cnpek'],
  [31.23, 121.47, 'shanghai', '上海', 'cnsha', 'cnsgh', 'cnpvg'],
  [23.13, 113.26, 'guangzhou', '广州', 'cncan', 'cngzg'],
  [22.54, 114.06, 'shenzhen', '深圳', 'cnszx', 'cnytn', 'cnsnz'],
  [30.27, 120.15, 'hangzhou', '杭州', 'cnhgh'],
  [29.87, 121.55, 'ningbo', '宁波', 'cnngb', 'cnnbo'],
  [32.06, 118.8, 'nanjing', '南京', 'cnnkg'],
  [31.3, 120.58, 'suzhou', '苏州', 'cnszh'],
  [31.49, 120.31, 'wuxi', '无锡', 'cnwux'],
  [39.08, 117.2, 'tianjin', '天津', 'cntsn', 'cntxg'],
  [36.07, 120.38, 'qingdao', '青岛', 'cntao', 'cnqdg'],
  [38.91, 121.6, 'dalian', '大连', 'cndlc'],
  [24.48, 118.09, 'xiamen', '厦门', 'cnxmn', 'cnxmg'],
  [26.07, 119.3, 'fuzhou', '福州', 'cnfoc'],
  [30.59, 114.31, 'wuhan', '武汉', 'cnwuh'],
  [30.57, 104.07, 'chengdu', '成都', 'cnctu'],
  [29.56, 106.55, 'chongqing', '重庆', 'cnckg'],
  [34.34, 108.94, "xi'an", 'xian', '西安', 'cnsia', 'cnxia'],
  [34.75, 113.63, 'zhengzhou', '郑州', 'cncgo'],
  [28.23, 112.94, 'changsha', '长沙', 'cncsx'],
  [31.82, 117.23, 'hefei', '合肥', 'cnhfe'],
  [36.65, 117.12, 'jinan', '济南', 'cntna'],
  [41.8, 123.43, 'shenyang', '沈阳', 'cnshe'],
  [45.8, 126.53, 'harbin', '哈尔滨', 'cnhrb'],
  [43.88, 125.32, 'changchun', '长春', 'cncgq'],
  [25.04, 102.71, 'kunming', '昆明', 'cnkmg'],
  [22.82, 108.37, 'nanning', '南宁', 'cnnng'],
  [43.83, 87.62, 'urumqi', '乌鲁木齐', 'cnurc'],
  [36.06, 103.83, 'lanzhou', '兰州', 'cnlhw'],
  [40.84, 111.75, 'hohhot', '呼和浩特', 'cnhet'],
  [38.04, 114.51, 'shijiazhuang', '石家庄', 'cnsjw'],
  [37.87, 112.55, 'taiyuan', '太原', 'cntyn'],
  [28.68, 115.86, 'nanchang', '南昌', 'cnkhn'],
  [26.65, 106.63, 'guiyang', '贵阳', 'cnkwe'],
  [20.04, 110.2, 'haikou', '海口', 'cnhak'],
  [23.02, 113.75, 'dongguan', '东莞', 'cndgg'],
  [23.02, 113.12, 'foshan', '佛山', 'cnfos'],
  [29.31, 120.08, 'yiwu', '义乌', 'cnyiw'],
  [22.32, 114.17, 'hong kong', '香港', 'hkhkg'],
  [25.03, 121.57, 'taipei', '台北', 'twtpe'],
  [22.62, 120.3, 'kaohsiung', '高雄', 'twkhh'],
  [35.68, 139.69, 'tokyo', '东京', 'jptyo'],
  [37.57, 126.98, 'seoul', '首尔', 'krsel'],
  [1.35, 103.82, 'singapore', '新加坡', 'sgsin'],
  [13.76, 100.5, 'bangkok', '曼谷', 'thbkk'],
  [21.03, 105.85, 'hanoi', '河内', 'vnhan'],
  [10.82, 106.63, 'ho chi minh city', '胡志明市', 'vnsgn'],
  [3.14, 101.69, 'kuala lumpur', '吉隆坡', 'mykul'],
  [-6.21, 106.85, 'jakarta', '雅加达', 'idjkt'],
  [14.6, 120.98, 'manila', '马尼拉', 'phmnl'],
  [28.61, 77.21, 'delhi', 'new delhi', '新德里', 'indel'],
  [19.08, 72.88, 'mumbai', '孟买', 'inbom'],
  [25.2, 55.27, 'dubai', '迪拜', 'aedxb'],
  [55.76, 37.62, 'moscow', '莫斯科', 'rumow'],
  [51.1, 71.43, 'astana', '阿斯塔纳', 'kznqz'],
  [52.23, 21.01, 'warsaw', '华沙', 'plwaw'],
  [51.43, 6.76, 'duisburg', '杜伊斯堡', 'dedui'],
  [53.55, 9.99, 'hamburg', '汉堡', 'deham'],
  [50.11, 8.68, 'frankfurt', '法兰克福', 'defra'],
  [51.92, 4.48, 'rotterdam', '鹿特丹', 'nlrtm'],
  [50.85, 4.35, 'brussels', '布鲁塞尔', 'bebru'],
  [48.86, 2.35, 'paris', '巴黎', 'frpar'],
  [51.51, -0.13, 'london', '伦敦', 'gblon'],
  [40.42, -3.7, 'madrid', '马德里', 'esmad'],
  [45.46, 9.19, 'milan', '米兰', 'itmil'],
  [41.01, 28.98, 'istanbul', '伊斯坦布尔', 'trist'],
  [33.94, -118.41, 'los angeles', '洛杉矶', 'uslax'],
  [41.88, -87.63, 'chicago', '芝加哥', 'uschi'],
  [40.71, -74.01, 'new york', '纽约', 'usnyc'],
  [29.76, -95.37, 'houston', '休斯敦', 'ushou'],
  [32.78, -96.8, 'dallas', '达拉斯', 'usdal'],
  [33.75, -84.39, 'atlanta', '亚特兰大', 'usatl'],
  [47.61, -122.33, 'seattle', '西雅图', 'ussea'],
  [43.65, -79.38, 'toronto', '多伦多', 'cator'],
  [19.43, -99.13, 'mexico city', '墨西哥城', 'mxmex'],
  [-23.55, -46.63, 'sao paulo', '圣保罗', 'brsao'],
  [-33.87, 151.21, 'sydney', '悉尼', 'ausyd'],
  [-37.81, 144.96, 'melbourne', '墨尔本', 'aumel'],
  [-26.2, 28.05, 'johannesburg', '约翰内斯堡', 'zajnb'],
  [-1.29, 36.82, 'nairobi', '内罗毕', 'kenbo'],
  [6.52, 3.38, 'lagos', '拉各斯', 'nglos'],
]

let known: Map<string, Position> | undefined

/** Read when a place is first looked for: the ports are megabytes that most nodes never need. */
function gazetteer(): Map<string, Position> {
  if (known) return known
  known = new Map()
  // npm package sea-ports (MIT).
  const ports: Record<string, ListedPort> = createRequire(import.meta.url)('sea-ports/lib/ports.json')
  for (const [code, { name, city, coordinates }] of Object.entries(ports)) {
    if (!coordinates) continue
    const [longitude, latitude] = coordinates
    for (const key of [code, name, city])
      if (key && !known.has(plain(key))) known.set(plain(key), { latitude, longitude })
  }
  for (const [latitude, longitude, ...names] of inland)
    for (const name of names) known.set(name, { latitude, longitude })
  return known
}

/** Where a place is: by its code, else by its name or the part of it before a comma. Null: nobody knows. */
export function positionOf(unlocode: string | null | undefined, name: string | null | undefined): Position | null {
  const places = gazetteer()
  const byCode = unlocode ? places.get(plain(unlocode)) : undefined
  if (byCode || !name) return byCode ?? null
  const whole = plain(name)
  const first = whole.split(/[,，(（/]/)[0]?.trim() ?? ''
  return places.get(whole) ?? places.get(first) ?? places.get(first.replace(/(市|港|city|port)$/, '').trim()) ?? null
}
