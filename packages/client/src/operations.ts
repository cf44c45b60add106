import type * as contract from '@quayside/contract'
import type { Analysis, BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@quayside/contract'

type Contract = typeof contract
type RouteNames = { [N in keyof Contract]: Contract[N] extends Route ? N : never }[keyof Contract]
type AnalysisNames = { [N in keyof Contract]: Contract[N] extends Analysis ? N : never }[keyof Contract]

interface Operation<R extends Route> {
  params: ParamsOf<R>
  query: QueryOf<R>
  body: R['kind'] extends 'upload' ? FormData : BodyOf<R>
  reply: R['kind'] extends 'stream' ? Response : ReplyOf<R>
}

/** Every operation of the contract by its name: what it takes and what it answers. */
export type Operations = { [N in RouteNames]: Operation<Extract<Contract[N], Route>> } & {
  [N in AnalysisNames as `read${Capitalize<N>}`]: Operation<Extract<Contract[N], Analysis>['read']>
} & { [N in AnalysisNames as `export${Capitalize<N>}`]: Operation<Extract<Contract[N], Analysis>['file']> }
