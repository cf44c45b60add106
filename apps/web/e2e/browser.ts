import chromium from '@sparticuz/chromium'

/**
 * In one process a second window waits for the first, closing one ends them all, and the painting of a page cannot be followed; without
 * web security the browser says of no request where it comes from.
 */
const unlikePeople = new Set(['--single-process', '--no-zygote', '--disable-web-security'])

/**
 * Where the browser lies and with what arguments it is to be started. It draws by itself: the graphics card that is otherwise imitated
 * for the sake of WebGL, of which nothing here makes use, takes as much processor time again as all the rest.
 */
export async function browserToLaunch(): Promise<{ executablePath: string; args: string[] }> {
  chromium.setGraphicsMode = false
  return {
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((one) => !unlikePeople.has(one)),
  }
}
