import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * What a browser must be told of (`environment`) to find 汉字 as the machines of most people have them: the letters our PDFs are set in, under a name
 * that systems give to theirs. The browser of the bench comes without any.
 */
export async function machineWithChineseLetters(): Promise<{
  environment: { FONTCONFIG_FILE: string }
  remove(): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-letters-'))
  const ofServer = createRequire(new URL('../apps/server/package.json', import.meta.url))
  const letters = join(dirname(ofServer.resolve('@embedpdf/fonts-sc')), '../fonts')
  const file = join(folder, 'fonts.conf')
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${letters}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
  <match target="scan">
    <test name="postscriptname"><string>NotoSansHans-Regular</string></test>
    <edit name="fullname" mode="assign"><string>Noto Sans CJK SC</string></edit>
  </match>
</fontconfig>
`,
  )
  return { environment: { FONTCONFIG_FILE: file }, remove: () => rm(folder, { recursive: true, force: true }) }
}
