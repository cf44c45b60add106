import pg from 'pg'
import { flattenGroups, ranker, rankMatch, searchPlan, sortKey } from './src/index.ts'

const c = new pg.Client({ host: '127.0.0.1', port: 54871, user: 'postgres' })
await c.connect()
import {readFileSync} from 'node:fs'
await c.query(readFileSync('/work/main/packages/searchkeys/bench/candidates.sql','utf8'))
const kinds: Record<string, string[]> = {
  han2: ['远洋', '海通', '顺达', '联华', '银河', '长江', '天宇', '宏图', '飞鹏', '龙凤'],
  hanCommon: ['上海', '物流', '国际', '贸易', '北京', '供应链'],
  han4: ['上海远洋', '深圳海通', '顺达物流', '广州天宇', '银河国际'],
  pinyin: ['shanghaiyuanyang', 'shanghaiyu', 'yuanyang', 'haitong', 'shunda', 'shenzhenhaitong', 'wuliu', 'shanghai'],
  initials: ['shyy', 'szht', 'yygj', 'sdwl', 'htgj', 'yyg'],
  mixed: ['上海yy', '远洋gj', '上海yuan', '顺达wl'],
  phone3: ['138', '556'],
  phone4: ['8000', '1234', '5678', '9012'],
  phone6: ['800123', '138001', '556677'],
  phone11: ['13491005318'],
  code: ['K-0000123', '0123456', 'k0500000', '500123'],
  typo: ['上海远样物流', 'shanhaiyuanyang', '顺答物流', 'shunad', '13491005319', 'szhgt'],
  none: ['zzzzqq', '马士基', 'maersk'],
  two: ['上海 远洋', '物流 顺达'],
}
for (const [kind, qs] of Object.entries(kinds)) {
  const ts: number[] = []
  const db: number[] = []
  const info: string[] = []
  for (let r = 0; r < 6; r++)
    for (const q of qs) {
      const t = performance.now()
      const p = searchPlan(q)
      let rows = (
        await c.query({
          name: 's',
          text: `select a.id,a.name,a.phone,a.code from a where a.id = any(array(select id from account_candidates($1,$2,200,${process.env.OWN ?? 'null'})))`,
          values: [p.prefixes, flattenGroups(p.groups)],
        })
      ).rows
      const rank = ranker(q)
      let hits = rows
        .map(
          (x) =>
            [rank({ names: [x.name], phones: [x.phone], codes: [x.code] }), x.name, x.phone, x.code] as [
              number,
              string,
              string,
              string,
            ],
        )
        .filter((x) => x[0] > 0)
      let fb = ''
      if (!hits.length) {
        rows = (
          await c.query({
            name: 's',
            text: `select a.id,a.name,a.phone,a.code from a where a.id = any(array(select id from account_candidates($1,$2,200,${process.env.OWN ?? 'null'})))`,
            values: [[], flattenGroups(p.typo)],
          })
        ).rows
        hits = rows
          .map(
            (x) =>
              [rank({ names: [x.name], phones: [x.phone], codes: [x.code] }), x.name, x.phone, x.code] as [
                number,
                string,
                string,
                string,
              ],
          )
          .filter((x) => x[0] > 0)
        fb = 'typo'
      }
      const ms = performance.now() - t
      if (r > 0) ts.push(ms)
      if (r === 5) {
        hits.sort((a, b) => b[0] - a[0])
        info.push(
          `   ${q}: ${ms.toFixed(1)}ms rows ${rows.length} hits ${hits.length} ${fb} ${hits
            .slice(0, 2)
            .map((h) => h[1] + '/' + h[0])
            .join(' ')}`,
        )
      }
    }
  ts.sort((a, b) => a - b)
  console.log(
    kind.padEnd(10),
    'p50',
    ts[ts.length >> 1].toFixed(1),
    'p95',
    ts[Math.floor(ts.length * 0.95)].toFixed(1),
    'max',
    ts.at(-1)!.toFixed(1),
  )
  console.log(info.join('\n'))
}
await c.end()
