import type { FormatterModule } from 'i18next'

/**
 * The word that fits a figure, as a text asks for it: `{{figure, customer|customers}}`. Figures arrive written out in the
 * reader's way (`1,204`), so i18next's own plurals, which need the bare number under one fixed name, could not choose.
 */
export const oneOrMany: FormatterModule = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(figure: unknown, words = '') {
    const [one = '', many = one] = words.split('|')
    return String(figure) === '1' ? one : many
  },
}
