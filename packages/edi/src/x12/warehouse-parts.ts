import { loop, many, maybe, one } from '../message/definition.ts'
import { N1, N2, N3, N4, PER } from './segments/parties.ts'
import { DTM, LM, LQ, MSG, N9, REF } from './segments/references.ts'

export const parties = (id: string) =>
  loop(id, '当事方', 'Party', 10, {
    N1: one(N1),
    N2: many(N2, 2),
    N3: many(N3, 2),
    N4: maybe(N4),
    REF: many(REF, 12),
    PER: many(PER, 3),
  })

export const references = (id: string) =>
  loop(id, '参考号', 'Reference', 200, { N9: one(N9), DTM: maybe(DTM), MSG: many(MSG, 100) })

export const codeLists = (id: string) => loop(id, '行业代码', 'Industry codes', 10, { LM: one(LM), LQ: many(LQ, 100) })
