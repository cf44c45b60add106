import { pinyin } from 'pinyin-pro'

/**
 * Where the reading of a character depends on its word: only words met in company, place and personal names.
 * Everything else is read by the character's first reading in pinyin-pro or by PREFERRED.
 */
const PHRASES: ReadonlyMap<string, readonly string[]> = new Map(
  `
重庆 chong qing|重阳 chong yang|重复 chong fu|厦门 xia men|长沙 chang sha|长春 chang chun|长治 chang zhi|六安 lu an|六合 lu he|乐清 yue qing
单县 shan xian|台州 tai zhou|丽水 li shui|蚌埠 beng bu|亳州 bo zhou|会计 kuai ji|会稽 kuai ji|成长 cheng zhang|增长 zeng zhang|生长 sheng zhang
校长 xiao zhang|董事长 dong shi zhang|店长 dian zhang|家长 jia zhang|朝阳 chao yang|朝晖 zhao hui|调度 diao du|调查 diao cha|调拨 diao bo
音乐 yin yue|乐器 yue qi|西藏 xi zang|藏族 zang zu|宝藏 bao zang|首都 shou du|成都 cheng du|大都会 da du hui|番禺 pan yu|莘庄 xin zhuang|东阿 dong e
铅山 yan shan|浚县 xun xian|洪洞 hong tong|渑池 mian chi|牟平 mu ping|郫县 pi xian|犍为 qian wei|什邡 shi fang|尉犁 yu li|济南 ji nan|济宁 ji ning
旅行 lv xing|通行 tong xing|航行 hang xing|飞行 fei xing|远行 yuan xing|畅行 chang xing|顺行 shun xing|同行 tong xing|出行 chu xing|执行 zhi xing
运行 yun xing|行动 xing dong|行知 xing zhi|行者 xing zhe|行程 xing cheng|行政 xing zheng|行李 xing li|行远 xing yuan|天行 tian xing|智行 zhi xing|易行 yi xing
便宜 pian yi|银行 yin hang|曾经 ceng jing|大夫 dai fu|绿地 lv di|中转 zhong zhuan|转运 zhuan yun|传记 zhuan ji|参差 cen ci|人参 ren shen
海参 hai shen|仔猪 zi zhu|广仔 guang zai|便利 bian li|盛装 sheng zhuang|浸会 jin hui|龟兹 qiu ci|吐蕃 tu bo|大厦 da sha|广厦 guang sha|乐亭 lao ting
蔚县 yu xian|涡阳 guo yang|荥阳 xing yang|荥经 ying jing|歙县 she xian|黟县 yi xian|筠连 jun lian|儋州 dan zhou|泸州 lu zhou|衢州 qu zhou|郴州 chen zhou
漯河 luo he|濮阳 pu yang|尉迟 yu chi|万俟 mo qi|长孙 zhang sun|单于 chan yu|折扣 zhe kou|华山 hua shan|吉林 ji lin|石家庄 shi jia zhuang|都江堰 du jiang yan
`
    .trim()
    .split(/[|\n]/)
    .map((entry): [string, string[]] => {
      const [word = '', ...syllables] = entry.split(' ')
      return [word, syllables]
    }),
)

/** Readings usual in names where pinyin-pro puts another one first. */
const PREFERRED: Readonly<Record<string, string>> = {
  行: 'hang',
  长: 'chang',
  重: 'zhong',
  厦: 'sha',
  乐: 'le',
  都: 'du',
  车: 'che',
  和: 'he',
  的: 'de',
  地: 'di',
  得: 'de',
  了: 'le',
  会: 'hui',
  大: 'da',
  发: 'fa',
  还: 'huan',
  系: 'xi',
  率: 'lv',
  盛: 'sheng',
  藏: 'cang',
  传: 'chuan',
  朝: 'chao',
  曾: 'zeng',
  红: 'hong',
  贾: 'jia',
  调: 'tiao',
  石: 'shi',
  宁: 'ning',
  万: 'wan',
  校: 'xiao',
  畜: 'xu',
  吾: 'wu',
  呢: 'ni',
}

/** Surnames read otherwise than the character usually is (single-character ones met today). */
const SURNAMES: Readonly<Record<string, string>> = {
  单: 'shan',
  解: 'xie',
  仇: 'qiu',
  区: 'ou',
  查: 'zha',
  朴: 'piao',
  盖: 'ge',
  乐: 'yue',
  曾: 'zeng',
  缪: 'miao',
  翟: 'zhai',
  尉: 'wei',
  员: 'yun',
  任: 'ren',
  华: 'hua',
  宁: 'ning',
  长: 'chang',
  晁: 'chao',
  冼: 'xian',
  覃: 'qin',
  召: 'shao',
  折: 'she',
}

const HAN = /\p{Script=Han}/u
/** Nothing before it, all Latin, Cyrillic and Greek, is Han; asked of every character of every name. */
const firstHan = '\u2e80'
const cache = new Map<string, string>()

/** One fixed reading per character whatever stands beside it, so that a part of a name is read like the whole; '' if not 汉字. */
export function fixedReading(char: string): string {
  if (char < firstHan) return ''
  let reading = cache.get(char)
  if (reading === undefined) {
    reading = HAN.test(char) ? (PREFERRED[char] ?? plainReading(char)) : ''
    cache.set(char, reading)
  }
  return reading
}

function plainReading(char: string): string {
  const [raw = ''] = pinyin(char, { toneType: 'none', type: 'array', v: true })
  const letters = normalUmlaut(raw)
  return /^[a-z]+$/.test(letters) ? letters : ''
}

/** ü is typed v on Chinese keyboards; lüe and nüe are typed lve/nve or lue/nue. */
export function normalUmlaut(letters: string): string {
  return letters
    .replaceAll('ü', 'v')
    .replace(/^([ln])ue$/, '$1ve')
    .replace(/^([jqxy])v/, '$1u')
}

/**
 * Readings of consecutive characters as a speaker of the whole name says them (重庆 chong qing). A name of two to four
 * characters is taken for a person's and its first character for a surname (单 shan).
 */
export function spokenReadings(chars: readonly string[]): string[] {
  const readings = chars.map(fixedReading)
  const surname = chars.length <= 4 ? SURNAMES[chars[0] ?? ''] : undefined
  if (surname) readings[0] = surname
  for (let at = 0; at + 1 < chars.length; at++) {
    if (!PHRASE_STARTS.has(chars[at] ?? '')) continue
    const two = `${chars[at]}${chars[at + 1]}`
    const phrase = PHRASES.get(`${two}${chars[at + 2] ?? ''}`) ?? PHRASES.get(two)
    phrase?.forEach((syllable, offset) => {
      readings[at + offset] = syllable
    })
  }
  return readings
}

const PHRASE_STARTS = new Set([...PHRASES.keys()].map((word) => [...word][0] ?? ''))
