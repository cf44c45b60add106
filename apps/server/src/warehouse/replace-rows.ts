import { amongAges } from './dialect.ts'
import type { Engine, Run } from './engine.ts'
import type { Moved } from './marks.ts'
import { accounts, insertion, lines, orders, type SourceTable } from './source-tables.ts'

/** Puts rows in the place of their former selves. */
export async function replaceRows(
  run: Run,
  engine: Engine['name'],
  source: SourceTable,
  from: string,
  moved: Moved,
): Promise<void> {
  await run(`create temp table incoming as select * from ${from} s`)
  if (source === accounts) await changeAccounts(run, moved)
  else {
    moved.add(source.into)
    await takeOutFormer(run, engine, source, async () => {
      if (source === orders) await tellLines(run, engine, moved)
    })
  }
  if (source === lines) await run('insert into touched_orders select distinct order_id from incoming')
  await run(insertion(source, 'incoming'))
  await run('drop table incoming')
}

/** Takes out what was erased in the source; `from`: a table with their ids. */
export async function eraseRows(run: Run, engine: Engine['name'], source: SourceTable, from: string): Promise<void> {
  await run(`create temp table incoming as select id as ${source.key} from ${from}`)
  await takeOutFormer(run, engine, source)
  await run('drop table incoming')
}

/**
 * Most of what comes in is new. What was there before is looked for once, by its keys alone: in millions of lines that is what takes
 * time. Its orders are to be summed anew.
 */
async function takeOutFormer(
  run: Run,
  engine: Engine['name'],
  source: SourceTable,
  first: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { into, key } = source
  const besides = source === lines ? ', order_id' : source === orders ? ', channel, status' : ''
  await run(
    `create temp table former as select ${key}${besides} from ${into}
     where ${amongAges(engine, key, 'incoming')}${key} in (select ${key} from incoming)`,
  )
  const found = await run('select count(*)::integer as rows from former')
  if (found.rows?.[0] !== 0) {
    if (source === lines) await run('insert into touched_orders select distinct order_id from former')
    await first()
    await run(`delete from ${into} where ${amongAges(engine, key, 'former')}${key} in (select ${key} from former)`)
  }
  await run('drop table former')
}

/** An account keeps its key for life: facts refer to it. Most of what is written about one is not told here, and moves nothing. */
async function changeAccounts(run: Run, moved: Moved): Promise<void> {
  const columns = Object.keys(accounts.columns).filter((column) => column !== 'account_id')
  const differ = (names: readonly string[]) => names.map((name) => `d.${name} is distinct from s.${name}`).join(' or ')
  const found = await run(
    `select coalesce(bool_or(d.account_id is null or ${differ(columns)}), false) as moved,
            coalesce(bool_or(d.account_id is not null and (${differ(reach)})), false) as reach
     from   incoming s left join dim_account d on d.account_id = s.account_id`,
  )
  if (found.moved?.[0] === true) moved.add('dim_account')
  if (found.reach?.[0] === true) moved.add('reach')
  await run(
    `update dim_account set ${columns.map((column) => `${column} = s.${column}`).join(', ')}
     from incoming s where dim_account.account_id = s.account_id`,
  )
}

/** What decides who may see an account. */
const reach = ['owner_id', 'team_id', 'is_gone']

/** Lines repeat their order's channel and status, and are not written anew when those change. */
async function tellLines(run: Run, engine: Engine['name'], moved: Moved): Promise<void> {
  await run(
    `create temp table retold as select s.order_id, s.channel, s.status from incoming s join former f on f.order_id = s.order_id
     where  f.channel <> s.channel or f.status <> s.status`,
  )
  const found = await run('select count(*)::integer as orders from retold')
  if (found.orders?.[0] !== 0) {
    moved.add(lines.into)
    await run(
      `update fact_order_line set channel = s.channel, status = s.status from retold s
       where  ${amongAges(engine, 'fact_order_line.order_id', 'retold', 'order_id')}fact_order_line.order_id = s.order_id`,
    )
  }
  await run('drop table retold')
}
