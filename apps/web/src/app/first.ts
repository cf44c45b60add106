import './app.css'

/**
 * A browser draws nothing while programs are run, and those of this app take a tenth of a second: the frame of the page
 * (`first-frame` in `index.html`) is drawn before, while they are still on their way.
 */
function onceDrawn(run: () => void) {
  // Before the sign-in there is no frame, and a window that nobody sees is not drawn.
  if (document.hidden || !document.documentElement.dataset.inside) run()
  else requestAnimationFrame(() => setTimeout(run))
}

onceDrawn(() => import('./main.tsx'))
