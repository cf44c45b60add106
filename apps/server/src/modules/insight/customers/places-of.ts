/** Where each key stands in a column of keys, −1 where it does not. Keys are numbered from 1 on, so that a table of all takes less than a map of some. */
export function placesOf(keys: Float64Array): (key: number) => number {
  const places = new Int32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1).fill(-1)
  for (let at = 0; at < keys.length; at++) places[keys[at] as number] = at
  return (key) => places[key] ?? -1
}
