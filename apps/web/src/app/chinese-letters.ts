/** The full and PostScript names by which systems call their 汉字; on Android a family name alone does not find them. */
const onMachines = [
  'PingFang SC',
  'PingFangSC-Regular',
  'Microsoft YaHei',
  'MicrosoftYaHei',
  'Noto Sans CJK SC',
  'Noto Sans CJK SC Regular',
  'NotoSansCJKsc-Regular',
  'Source Han Sans SC',
  'SourceHanSansSC-Regular',
]

/**
 * Finds 汉字 for the screen: the machine's own where it has some, which spares a first visit a megabyte; else the rules of the web
 * font, 100 kB that must not hold up the first paint and that fetch a piece for each hundred signs in use.
 */
export async function findChineseLetters(): Promise<void> {
  const own = new FontFace('Noto Sans SC Variable', onMachines.map((name) => `local("${name}")`).join(', '))
  try {
    document.fonts.add(await own.load())
  } catch {
    await import('@fontsource-variable/noto-sans-sc/wght.css')
  }
}
