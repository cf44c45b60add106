/**
 * How Citus lays the star schema over its nodes: facts by account, so that a customer's rows lie together and facts join each
 * other where they are; dimensions whole on every node. None where Citus is not there.
 */
export function distribution(tables: readonly string[], hasCitus: boolean): string[] {
  if (!hasCitus) return []
  // References first: a distributed table is laid beside them.
  const dimensions = tables.filter((table) => table.startsWith('dim_'))
  const facts = tables.filter((table) => table.startsWith('fact_') || table === 'account_change')
  return [
    ...dimensions.map((table) => `select create_reference_table('${table}')`),
    ...facts.map((table) => `select create_distributed_table('${table}', 'account_key')`),
  ]
}
