/** All texts of one language but those of the first screens: one file, one request. */
export const texts = import.meta.glob<Record<string, unknown>>(['./en/*.json', '!./en/{app,session}.json'], {
  eager: true,
  import: 'default',
})
