/** The syllables of Mandarin as typed (ü is v), without the ones only interjections have. */
export const SYLLABLES: ReadonlySet<string> = new Set(
  `
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen ceng cha chai
chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo
da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo e en er fa fan fang fei fen
feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei
hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai
kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao
lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo
mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai pan
pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran
rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen
sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti
tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing
xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng
zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan
zui zun zuo
`
    .trim()
    .split(/\s+/),
)

const LONGEST = 6

/** Every complete syllable that begins with these letters, themselves first (yu → yu, yuan, yue, yun). */
export function completions(start: string): string[] {
  return [...SYLLABLES].filter((syllable) => syllable.startsWith(start))
}

const BEGINNINGS = new Set([...SYLLABLES].flatMap((s) => [...s].map((_, at) => s.slice(0, at + 1))))

/** A typed piece of pinyin: a whole syllable, the initial of one, or the unfinished last one. */
export type Piece = { readonly kind: 'syllable' | 'initial' | 'partial'; readonly text: string }
type Path = { readonly pieces: readonly Piece[]; readonly cost: number }

const BEAM = 4
const COST = { syllable: 1, initial: 1.7, partial: 1.3 } as const

/**
 * The likely ways to read typed letters as pinyin, likeliest first: whole syllables mixed with initials, the last one
 * perhaps unfinished. `xian` is xian or xi'an; `shanghaiyy` is shang hai y y. At most four, none for text that is not letters.
 */
export function readPinyin(letters: string): Piece[][] {
  if (!/^[a-zü]+$/.test(letters)) return []
  const text = letters
    .replaceAll('ü', 'v')
    .replace(/([ln])ue/g, '$1ve')
    .slice(0, 48)
  const reached: Path[][] = Array.from({ length: text.length + 1 }, () => [])
  reached[0]?.push({ pieces: [], cost: 0 })
  for (let at = 0; at < text.length; at++) {
    const paths = (reached[at] ?? []).sort((a, b) => a.cost - b.cost).slice(0, BEAM)
    for (const piece of piecesAt(text, at)) {
      for (const path of paths) {
        const cost = path.cost + COST[piece.kind]
        reached[at + piece.text.length]?.push({ pieces: [...path.pieces, piece], cost })
      }
    }
  }
  const complete = (reached[text.length] ?? []).sort((a, b) => a.cost - b.cost)
  const best = complete[0]?.cost ?? 0
  return complete
    .filter((path) => path.cost <= best + 1)
    .slice(0, BEAM)
    .map((path) => [...path.pieces])
}

function piecesAt(text: string, at: number): Piece[] {
  const pieces: Piece[] = [{ kind: 'initial', text: text.slice(at, at + 1) }]
  for (let length = 1; length <= LONGEST && at + length <= text.length; length++) {
    const part = text.slice(at, at + length)
    if (SYLLABLES.has(part)) pieces.push({ kind: 'syllable', text: part })
    if (length > 1 && at + length === text.length && BEGINNINGS.has(part)) pieces.push({ kind: 'partial', text: part })
  }
  return pieces
}

const FUZZY: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^z(?!h)/, 'zh'],
  [/^ch/, 'c'],
  [/^c(?!h)/, 'ch'],
  [/^sh/, 's'],
  [/^s(?!h)/, 'sh'],
  [/^l/, 'n'],
  [/^n/, 'l'],
  [/^f/, 'h'],
  [/^h/, 'f'],
  [/([aei])ng$/, '$1n'],
  [/([aei])n$/, '$1ng'],
]

/** Syllables that southern speakers and hasty typists put for this one (zh/z, ch/c, sh/s, n/l, f/h, -ng/-n). */
export function fuzzySyllables(syllable: string): string[] {
  return FUZZY.map(([from, to]) => syllable.replace(from, to)).filter(
    (other) => other !== syllable && SYLLABLES.has(other),
  )
}
