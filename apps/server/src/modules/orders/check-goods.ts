import type { DraftGoods } from '@quayside/contract'
import { halfWidth } from '@quayside/validity'
import { checkAmount, checkPackages, type Findings } from './checked-order.ts'

/** Liquid nitrogen to hot bitumen, °C. */
const coldest = -196
const hottest = 200
const dangerClass = /^(1(\.[1-6][A-HJKLNS]?)?|2(\.[123])?|3|4\.[123]|5\.[12]|6\.[12]|7|8|9)$/
const groups: Readonly<Record<string, string>> = { 1: 'I', 2: 'II', 3: 'III', I: 'I', II: 'II', III: 'III' }

export function checkGoods(found: Findings, goods: DraftGoods, path: string, lines: number): DraftGoods {
  if (goods.lineNo !== undefined && (goods.lineNo < 1 || goods.lineNo > lines))
    found.say('noSuchLine', `${path}/lineNo`, { line: goods.lineNo })
  return {
    ...goods,
    hsCode: checkHsCode(found, goods.hsCode, `${path}/hsCode`),
    packages: checkPackages(found, goods.packages, `${path}/packages`),
    weightG: checkAmount(found, goods.weightG, `${path}/weightG`),
    volumeCm3: checkAmount(found, goods.volumeCm3, `${path}/volumeCm3`),
    valueE4: checkAmount(found, goods.valueE4, `${path}/valueE4`),
    ...checkDanger(found, goods, path),
    ...checkTemperature(found, goods, path),
  }
}

/** Chapters 01 to 97 of the Harmonised System, 77 being kept for later; countries add up to seven digits. */
function checkHsCode(found: Findings, text: string | undefined, path: string): string | undefined {
  if (!text) return undefined
  const code = halfWidth(text).replaceAll(/[.\s-]/g, '')
  const chapter = Number(code.slice(0, 2))
  if (/^\d{6,13}$/.test(code) && chapter >= 1 && chapter <= 97 && chapter !== 77) return code
  found.say('hsCodeForm', path, { text })
  return undefined
}

function checkDanger(found: Findings, goods: DraftGoods, path: string) {
  const { unNumber, dangerClass: typed, packingGroup: group, properName } = goods
  const un = unNumber
    ? halfWidth(unNumber)
        .toUpperCase()
        .replace(/^UN\s*/, '')
        .trim()
    : undefined
  const ofClass = typed
    ? halfWidth(typed)
        .toUpperCase()
        .replace(/^(CLASS|CL)\s*/, '')
        .trim()
    : undefined
  const packing = group
    ? groups[
        halfWidth(group)
          .toUpperCase()
          .replace(/^PG\s*/, '')
          .trim()
      ]
    : undefined
  if (un !== undefined && !(/^\d{4}$/.test(un) && un !== '0000'))
    found.say('unNumberForm', `${path}/unNumber`, { text: unNumber ?? '' })
  if (ofClass !== undefined && !dangerClass.test(ofClass))
    found.say('dangerClassForm', `${path}/dangerClass`, { text: typed ?? '' })
  if (group && !packing) found.say('packingGroupForm', `${path}/packingGroup`, { text: group })
  const isDangerous = un !== undefined || ofClass !== undefined || packing !== undefined
  if (isDangerous && un === undefined) found.say('dangerNeedsUnNumber', `${path}/unNumber`)
  if (isDangerous && ofClass === undefined) found.say('dangerNeedsClass', `${path}/dangerClass`)
  if (isDangerous && !properName) found.say('dangerNeedsName', `${path}/properName`)
  return { unNumber: un, dangerClass: ofClass, packingGroup: packing }
}

function checkTemperature(found: Findings, { temperatureMinC: low, temperatureMaxC: high }: DraftGoods, path: string) {
  for (const [name, value] of Object.entries({ temperatureMinC: low, temperatureMaxC: high }))
    if (value !== undefined && (value < coldest || value > hottest))
      found.say('temperatureRange', `${path}/${name}`, { number: value })
  if (low !== undefined && high !== undefined && low > high)
    found.say('temperatureOrder', `${path}/temperatureMinC`, { low, high })
  const tenth = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 10) / 10)
  return { temperatureMinC: tenth(low), temperatureMaxC: tenth(high) }
}
