/** Groups as one int4[] for a statement parameter, parted by 0 (never a token). @example flattenGroups([[1, 2], [3]]) // [1, 2, 0, 3] */
export function flattenGroups(groups: readonly (readonly number[])[]): number[] {
  return groups.flatMap((group, at) => (at === 0 ? [...group] : [0, ...group]))
}
